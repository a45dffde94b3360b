"""What was tried for what is due: a visit where the child was not seen does not meet its clock."""

from collections.abc import Iterator

from django.utils import timezone

from casework.interface.words import as_day, listed, short_day
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline

MET_BY_A_VISIT = {
    "cp_visit.first",
    "cp_visit.next",
    "cin_visit.first",
    "cin_visit.next",
    "assessment.child_seen",
    "s47.child_seen",
}
SHOWN = 3


def tried(deadlines) -> Iterator[tuple[Deadline, str]]:
    """Each deadline for which a visit was made without seeing the child, and when that was."""
    by_visit = [deadline for deadline in deadlines if deadline.code in MET_BY_A_VISIT]
    if not by_visit:
        return
    visits = attempts(
        {deadline.child_id for deadline in by_visit},
        min(deadline.opened_at for deadline in by_visit),
    )
    for deadline in by_visit:
        since = as_day(deadline.opened_at)
        missed = [
            visit
            for visit in visits
            if visit.child_id == deadline.child_id and visit.held_on >= since
        ]
        if missed:
            yield deadline, sentence_of(missed[-SHOWN:])


def attempts(child_ids, since) -> list[ChildVisit]:
    visits = ChildVisit.objects.filter(child__in=child_ids, seen=False, held_on__gte=as_day(since))
    return list(visits.only("child_id", "held_on", "not_seen_because").order_by("held_on", "pk"))


def sentence_of(visits: list[ChildVisit]) -> str:
    """Tried on 18 and 20 November. No one was home."""
    now = timezone.now()
    days = [short_day(visit.held_on, now) for visit in visits]
    months = {visit.held_on.strftime("%B %Y") for visit in visits}
    if len(months) == 1:
        days = [day.split(" ")[0] for day in days[:-1]] + days[-1:]
    return f"Tried on {listed(dict.fromkeys(days))}. {visits[-1].not_seen_because}"
