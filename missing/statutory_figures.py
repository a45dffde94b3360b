"""What statutory returns ask about missing children, by their own names and codes.

SSDA903 (DfE, children looked after): file *Missing*. Standard safeguarding dataset: ssd_missing.
Annex A (Ofsted): the last columns of list 8, over twelve months; the offer and the answer are of
the last time missing only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import Child
from casework.interface.exports import Column
from casework.interface.words import as_day
from missing.figures import ACCEPTED
from missing.models import MissingEpisode

From, Kind = MissingEpisode.From, MissingEpisode.Kind
YEAR = timedelta(days=365)


def of(worker) -> QuerySet:
    episodes = MissingEpisode.objects.visible_to(worker).with_interview()
    return episodes.annotate(offered=Q(offered_at__isnull=False), accepted=ACCEPTED).select_related(
        "child__person"
    )


def in_care(worker) -> QuerySet:
    """SSDA903 tells only of children looked after."""
    return of(worker).exclude(missing_from=From.HOME)


def children(worker) -> QuerySet:
    """Children missing from care in the last twelve months, with how often and what followed the
    last time."""
    lately = MissingEpisode.objects.exclude(missing_from=From.HOME).filter(
        child=OuterRef("pk"), went_at__gte=timezone.now() - YEAR
    )
    last = lately.filter(kind=Kind.MISSING).with_interview().annotate(accepted=ACCEPTED)
    last = last.order_by("-went_at")
    return (
        Child.objects.visible_to(worker)
        .filter(Exists(lately))
        .with_person()
        .annotate(
            times_missing=_count(lately, Kind.MISSING),
            times_absent=_count(lately, Kind.AWAY),
            last_offered=Subquery(last.values("offered_at")[:1]),
            last_accepted=Subquery(last.values("accepted")[:1]),
            last_back=Subquery(last.values("returned_at")[:1]),
        )
    )


def _count(lately, kind):
    of_kind = lately.filter(kind=kind).order_by().values("child")
    return Subquery(of_kind.annotate(times=Count("pk")).values("times"))


def day(instant) -> str:
    """As the files write a day: 28/02/2026."""
    return f"{as_day(instant):%d/%m/%Y}" if instant else ""


def born(person) -> str:
    return f"{person.born_on:%d/%m/%Y}" if person.born_on else ""


def answered(episode, answer: bool) -> str:
    """Y, N, or NA where the child has not come back yet."""
    return "NA" if episode.returned_at is None else "Y" if answer else "N"


def accepted(episode) -> str:
    return answered(episode, episode.accepted) if episode.offered else "NA"


@dataclass(frozen=True)
class StatutoryFile:
    """One file: its name, what it tells of, and its columns."""

    title: str
    rows: Callable[[Worker], QuerySet]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("-went_at", "-pk")


FILES = {
    "ssda903": StatutoryFile(
        "SSDA903 Missing",
        in_care,
        (
            Column("CHILD", lambda episode: episode.child.number),
            Column("DOB", lambda episode: born(episode.child.person)),
            Column("MISSING", lambda episode: episode.kind),
            Column("MIS_START", lambda episode: day(episode.went_at)),
            Column("MIS_END", lambda episode: day(episode.returned_at)),
        ),
    ),
    "ssd": StatutoryFile(
        "ssd_missing",
        of,
        (
            Column("miss_table_id", lambda episode: episode.pk),
            Column("miss_person_id", lambda episode: episode.child.number),
            Column("miss_missing_episode_start_date", lambda episode: as_day(episode.went_at)),
            Column("miss_missing_episode_type", lambda episode: episode.kind),
            Column(
                "miss_missing_episode_end_date",
                lambda episode: as_day(episode.returned_at) if episode.returned_at else "",
            ),
            Column("miss_missing_rhi_offered", lambda episode: answered(episode, episode.offered)),
            Column("miss_missing_rhi_accepted", accepted),
        ),
    ),
    "annex-a": StatutoryFile(
        "Annex A list 8: missing",
        children,
        (
            Column("Child Unique ID", lambda child: child.number),
            Column(
                "Number of Episodes the Child has been ‘Missing’ from their Placement in the last "
                "12 months",
                lambda child: child.times_missing or 0,
            ),
            Column(
                "Number of Episodes the Child has been ‘Absent’ from their Placement in the last "
                "12 months",
                lambda child: child.times_absent or 0,
            ),
            Column(
                "Was the child offered a Return Interview after their last missing episode (Y/N)?",
                lambda child: _offered(child),
            ),
            Column(
                "Did the child accept a Return Interview after their last missing episode (Y/N)?",
                lambda child: _accepted(child),
            ),
        ),
        ("-pk",),
    ),
}


def _offered(child) -> str:
    """Unknown while the child is still missing; empty for one never missing."""
    if not child.times_missing:
        return ""
    return "Unknown" if child.last_back is None else "Yes" if child.last_offered else "No"


def _accepted(child) -> str:
    if not child.times_missing or not child.last_offered:
        return ""
    return "Yes" if child.last_accepted else "No"
