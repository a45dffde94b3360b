"""What is written once and kept on several files."""

from django.db import transaction

from casework.children.models import tell_file_changed


@transaction.atomic
def save_together(shared, parts, *, link: str) -> None:
    """The shared row and each child's own beneath it: all of them, or none."""
    shared.save()
    for part in parts:
        setattr(part, link, shared)
    type(parts[0]).objects.bulk_create(parts)
    tell_file_changed(*(part.child_id for part in parts))
