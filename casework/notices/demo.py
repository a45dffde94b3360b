"""What workers have been told of, some of it read."""

from django.utils import timezone

from casework.notices.models import Notice
from casework.notices.telling import tell

order = 12


def load(world) -> None:
    """Told as the job tells it each quarter of an hour; half of what is due soon has been read."""
    world.made["notices"] = tell()
    chance = world.dice("notices")
    soon = Notice.objects.filter(authority=world.authority, kind=Notice.Kind.DUE_SOON)
    read = [pk for pk in soon.order_by("pk").values_list("pk", flat=True) if chance.random() < 0.5]
    Notice.objects.filter(pk__in=read).update(read_at=timezone.now())
