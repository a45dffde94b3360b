"""Conferences due in the next six weeks that nobody has planned, and late ones that are."""

from datetime import timedelta

from django.utils import timezone

from casework.children.family.siblings import by_family, children_of
from casework.interface.words import day_and_time, listed
from casework.meetings.models import Meeting
from casework.timescales.models import Deadline

CHAIRS_CLOCKS = ("icpc.hold", "icpc.transfer_in", "cp_review.first", "cp_review.next")
AHEAD = timedelta(weeks=6)


class ToArrange(list):
    """Deadlines of conferences, brothers and sisters one line, the first to run out first."""

    def lines(self, families) -> list[dict]:
        planned = planned_for({deadline.child_id for deadline in self})
        alike = (lambda deadline: deadline.code, lambda deadline: deadline.due_on)
        together = by_family(self, families, *alike)
        return [line(those, planned) for those in together if wanting(those, planned)]


def to_arrange(worker) -> ToArrange:
    due = Deadline.objects.visible_to(worker).open().filter(code__in=CHAIRS_CLOCKS)
    soon = due.filter(due_at__lt=timezone.now() + AHEAD).shown()
    return ToArrange(soon.with_reason().with_child().by_due_date()[:200])


def wanting(those: list[Deadline], planned: dict) -> bool:
    """Some of them have no day yet, or they are late whatever is planned."""
    return those[0].state == "overdue" or any(
        deadline.child_id not in planned for deadline in those
    )


def planned_for(child_ids) -> dict[int, Meeting]:
    """For each child, the next conference that is planned. One query."""
    planned = Meeting.objects.to_come().filter(kind=Meeting.Kind.CONFERENCE)
    rows = planned.filter(children__in=child_ids).values_list("children", "starts_at")
    first_days: dict = {}
    for child, starts_at in rows:
        first_days.setdefault(child, starts_at)
    return first_days


def line(those: list[Deadline], planned: dict) -> dict:
    first, children = those[0], children_of(those)
    note = "Not planned yet"
    if all(child.pk in planned for child in children):
        first_day = min(planned[child.pk] for child in children)
        note = f"Planned for {day_and_time(first_day, timezone.now())}"
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": first.title,
        "note": note,
        "first": first,
        "say_why": first.say_why,
        "action_link": first.action_link,
    }
