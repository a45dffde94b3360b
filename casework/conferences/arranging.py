"""Conferences due in the next six weeks, and whether each is planned yet."""

from datetime import timedelta

from django.utils import timezone

from casework.children.families import by_family, children_of
from casework.interface.words import day_and_time, listed
from casework.meetings.models import Meeting
from casework.timescales.models import Deadline

CHAIRS_CLOCKS = ("icpc.hold", "icpc.transfer_in", "cp_review.first", "cp_review.next")
AHEAD = timedelta(weeks=6)


class ToArrange(list):
    """Deadlines of conferences, brothers and sisters one line, the first to run out first."""

    def lines(self, families) -> list[dict]:
        planned = planned_for({one.child_id for one in self})
        alike = (lambda one: one.code, lambda one: one.due_on)
        return [line(those, planned) for those in by_family(self, families, *alike)]


def to_arrange(worker) -> ToArrange:
    due = Deadline.objects.visible_to(worker).open().filter(code__in=CHAIRS_CLOCKS)
    soon = due.filter(due_at__lt=timezone.now() + AHEAD).with_state().with_lateness()
    return ToArrange(soon.with_reason().with_child().by_due_date()[:200])


def planned_for(child_ids) -> dict[int, Meeting]:
    """For each child, the next conference that is planned. One query."""
    planned = Meeting.objects.to_come().filter(kind=Meeting.Kind.CONFERENCE)
    rows = planned.filter(children__in=child_ids).values_list("children", "starts_at")
    found: dict = {}
    for child, starts_at in rows:
        found.setdefault(child, starts_at)
    return found


def line(those: list[Deadline], planned: dict) -> dict:
    first, children = those[0], children_of(those)
    days = [planned[child.pk] for child in children if child.pk in planned]
    said = f"Planned for {day_and_time(min(days), timezone.now())}" if days else "Not planned yet"
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": first.title,
        "note": said,
        "first": first,
        "say_why": first.say_why,
        "deed": first.deed,
    }
