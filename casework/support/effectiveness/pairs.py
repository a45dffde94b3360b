"""Children worked with, each beside a similar child who was not referred.

The same question gives the same pairs, whoever asks it and however often: nothing is drawn by
chance. It is a comparison and no proof: a child is referred because somebody thought that care was
near, which no age, need or plan says.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby

from django.db.models import F, Q

from casework.children.models import Child
from casework.figures.query import FigureQuery
from casework.figures.spans import months_before
from casework.interface.words import age
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed
from casework.support.effectiveness.counting import begun_in
from casework.support.models import EdgeOfCare

AGES = (5, 10, 13, 16)
"""The bands: under 5, 5 to 9, 10 to 12, 13 to 15, 16 and over."""
RULE = (
    "Each child whose work began in these days, and who was not looked after then, is set beside"
    " one child who was never referred to an edge of care service up to the day asked, whose case"
    " was open and who was not looked after on the day the work began.",
    "Both are in the same age group (under 5, 5 to 9, 10 to 12, 13 to 15, 16 and over), have the"
    " same main need and the same kind of plan (protection, need, or none) on that day.",
    "Of several, the one born nearest; if two are as near, the one whose file has the lower number."
    " A child stands beside one other, once. Children are taken in the order their work began, then"
    " by number.",
    "Entering care means that a legal status of a looked-after child began in the 12 months after"
    " that day, and by the day asked: the same record and the same time for both.",
)
CAVEAT = (
    "This is no proof that the service works. Children are referred because somebody thought care"
    " was near; the others may never have been so near to it. Who could not be matched is left out."
)


@dataclass(frozen=True)
class Known:
    """A child as they were on a day: what must be the same of two children."""

    child: int
    day: date
    born_on: date
    likeness: tuple[int, str, str]


@dataclass(frozen=True)
class Pair:
    worked: int
    other: int
    day: date


@dataclass(frozen=True)
class Comparison:
    """``worked`` were worked with; so many could be ``matched``, and of those so many entered."""

    worked: int
    matched: int
    entered: int
    others_entered: int


def likeness(born_on: date, day: date, need: str, plan: str) -> tuple[int, str, str]:
    return bisect_right(AGES, age(born_on, day)), need, plan


class Record:
    """The dated facts of every child asked of, read once: open cases, plans, legal statuses."""

    def __init__(self, children, first: date, last: date):
        self.born = dict(children.values_list("pk", "person__born_on"))
        since = months_before(first, 1)
        self.episodes = _spells(
            EpisodeOfNeed.objects.filter(Q(closed_on=None) | Q(closed_on__gt=since)),
            children,
            "closed_on",
            "primary_need",
            last,
        )
        self.plans = _spells(
            Plan.objects.filter(Q(ended_on=None) | Q(ended_on__gt=since)),
            children,
            "ended_on",
            "kind",
            last,
        )
        statuses = LegalStatus.objects.looked_after()
        self.care = _spells(statuses, children, "ended_on", "kind", last)

    def on(self, child: int, day: date) -> Known | None:
        """The child that day; nothing where no case was open, or they were looked after."""
        born_on, need = self.born.get(child), _standing(self.episodes[child], day)
        if born_on is None or born_on > day or need is None:
            return None
        if _standing(self.care[child], day) is not None:
            return None
        plan = _standing(self.plans[child], day) or ""
        return Known(child, day, born_on, likeness(born_on, day, need, plan))

    def entered(self, child: int, day: date, last: date) -> bool:
        """Within 12 months after that day: the corresponding day of the next year counts."""
        return any(
            day <= began <= last and months_before(began, 12) <= day
            for began, _, _ in self.care[child]
        )


def _spells(rows, children, until: str, what: str, last: date) -> dict:
    """By child, the spells that began by the last day, the earliest first."""
    spells = defaultdict(list)
    rows = rows.filter(child__in=children.values("pk"), started_on__lte=last)
    for child, began, ended, value in rows.order_by("started_on", "pk").values_list(
        "child", "started_on", until, what
    ):
        spells[child].append((began, ended, value))
    return spells


def _standing(spells: Iterable, day: date) -> str | None:
    """What stood that day; of several, what began last."""
    standing = [value for began, ended, value in spells if began <= day < (ended or date.max)]
    return standing[-1] if standing else None


def pairs(query: FigureQuery) -> tuple[int, list[Pair], "Record"]:
    span = query.span
    rows = begun_in(query).order_by("started_on", "child", "pk")
    begun = list(rows.annotate(day=F("started_on")).values_list("child", "day"))
    known = Child.objects.visible_to(query.worker)
    record = Record(known, span.first, span.last)
    referred = set(
        EdgeOfCare.objects.filter(asked_on__lte=span.last).values_list("child", flat=True)
    )
    pool = Pool(record, referred)
    return len(begun), list(_pair(begun, pool, record)), record


class Pool:
    """Those who may stand beside somebody: by the needs they ever had, in the order of birth."""

    def __init__(self, record: Record, referred: set[int]):
        self.record = record
        self.taken: set[int] = set()
        by_need = defaultdict(set)
        for child, spells in record.episodes.items():
            born_on = record.born.get(child)
            if born_on and child not in referred:
                for _, _, need in spells:
                    by_need[need].add((born_on, child))
        self.by_need = {need: sorted(those) for need, those in by_need.items()}

    def nearest(self, worked: Known) -> int | None:
        """The child born nearest who is alike, who from then on stands beside nobody else."""
        chosen = next(
            (child for child in self._outwards(worked) if self._alike(child, worked)), None
        )
        if chosen is not None:
            self.taken.add(chosen)
        return chosen

    def _outwards(self, worked: Known) -> Iterable[int]:
        _, need, _ = worked.likeness
        those = self.by_need.get(need, [])
        here = bisect_left(those, (worked.born_on, 0))
        earlier = _apart(reversed(those[:here]), worked.born_on)
        return (child for _, child in merge(earlier, _apart(those[here:], worked.born_on)))

    def _alike(self, child: int, worked: Known) -> bool:
        if child in self.taken:
            return False
        other = self.record.on(child, worked.day)
        return other is not None and other.likeness == worked.likeness


def _apart(those: Iterable[tuple[date, int]], born_on: date) -> Iterable[tuple[int, int]]:
    """Each with the days between the births: the nearest first, then the lower number."""
    for days, alike in groupby(those, key=lambda other: abs((other[0] - born_on).days)):
        yield from sorted((days, child) for _, child in alike)


def _pair(begun, pool: Pool, record: Record) -> Iterable[Pair]:
    for child, day in begun:
        worked = record.on(child, day)
        chosen = pool.nearest(worked) if worked else None
        if chosen is not None:
            yield Pair(child, chosen, day)


def compare(query: FigureQuery) -> Comparison:
    begun, matched, record = pairs(query)
    last = query.span.last
    return Comparison(
        begun,
        len(matched),
        sum(record.entered(pair.worked, pair.day, last) for pair in matched),
        sum(record.entered(pair.other, pair.day, last) for pair in matched),
    )
