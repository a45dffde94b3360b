"""What was tried for what is due: a visit where the child was not seen does not meet its clock."""

from collections.abc import Iterator

from django.utils import timezone

from casework.interface.words import as_day, listed, short_day
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline

MET_BY_A_VISIT = {
    "cp_visit.first", "cp_visit.next", "cin_visit.first", "cin_visit.next",
    "assessment.child_seen", "s47.child_seen",
}  # fmt: skip
SHOWN = 3


def tried(deadlines) -> Iterator[tuple[Deadline, str]]:
    """Each deadline for which a visit was made without seeing the child, and when that was."""
    by_visit = [one for one in deadlines if one.code in MET_BY_A_VISIT]
    if not by_visit:
        return
    visits = attempts({one.child_id for one in by_visit}, min(one.opened_at for one in by_visit))
    for deadline in by_visit:
        since = as_day(deadline.opened_at)
        found = [
            one for one in visits if one.child_id == deadline.child_id and one.held_on >= since
        ]
        if found:
            yield deadline, said_of(found[-SHOWN:])


def attempts(child_ids, since) -> list[ChildVisit]:
    found = ChildVisit.objects.filter(child__in=child_ids, seen=False, held_on__gte=as_day(since))
    return list(found.only("child_id", "held_on", "not_seen_because").order_by("held_on", "pk"))


def said_of(visits: list[ChildVisit]) -> str:
    """Tried on 18 and 20 November. No one was home."""
    now = timezone.now()
    days = [short_day(one.held_on, now) for one in visits]
    months = {one.held_on.strftime("%B %Y") for one in visits}
    if len(months) == 1:
        days = [day.split(" ")[0] for day in days[:-1]] + days[-1:]
    return f"Tried on {listed(dict.fromkeys(days))}. {visits[-1].not_seen_because}"
