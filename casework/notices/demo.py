"""What workers have been told of, some of it read; and what the council says of telling."""

from datetime import timedelta

from django.utils import timezone

from casework.access.models import Worker
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import LateRule, Notice, WayRequired

order = 12
AGREED = [
    ("", 0, 10, "As before Casework"),
    ("", 1, 7, "A day to put it right first; heads of service asked to know sooner"),
    ("rhi.complete", 0, 0, "72 hours is short: everyone knows at once"),
]


def load(world) -> None:
    """Told as the job tells it each quarter of an hour; half of what is due soon has been read."""
    say_who_is_told(world)
    now = timezone.now()
    before = sum(tell_of_deadlines(now - timedelta(days=days)) for days in (14, 7, 3, 1))
    world.made["notices"] = before + tell_of_deadlines(now)
    chance = world.dice("notices")
    soon = Notice.objects.filter(authority=world.authority, kind=Notice.Kind.DUE_SOON)
    read = [pk for pk in soon.order_by("pk").values_list("pk", flat=True) if chance.random() < 0.5]
    Notice.objects.filter(pk__in=read).update(read_at=now)


def say_who_is_told(world) -> None:
    administrators = Worker.objects.of(world.authority).filter(role="administrator")
    facts = {"authority": world.authority, "set_by": administrators.first()}
    for code, manager, service, why in AGREED:
        LateRule.objects.create(
            code=code, manager_after=manager, service_after=service, why=why, **facts
        )
    WayRequired.objects.create(
        kind=Notice.Kind.ESCALATED,
        in_app=True,
        mail=1,
        **facts,
        why="A manager on leave still has it in the daily e-mail",
    )
