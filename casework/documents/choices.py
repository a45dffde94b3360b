"""Documents to choose among in a form, each by its title as whoever chooses may read it: that of a
document about several children can name one of whom they may not know."""

from typing import Any

from casework.children.extensions.shared_records import tell
from casework.documents.models import ChildDocument
from casework.interface.words import short_day


def offer(field: Any, parts: Any, reader, *, dated: bool = False) -> bool:
    """Whether there are any of these places of documents on files. The field holds them, or the
    documents themselves."""
    model = field.queryset.model
    titles: dict[int, str] = {}
    for part in tell(parts.with_document(), reader):
        day = part.document.dated_on
        title = f"{part.document}, {short_day(day, day)}" if dated else str(part.document)
        titles.setdefault(part.pk if model is ChildDocument else part.document_id, title)
    field.queryset = model.objects.filter(pk__in=titles).order_by("-pk")
    field.label_from_instance = lambda chosen: titles[chosen.pk]
    return bool(titles)
