"""The waits of a span, as one day saw them: read in one query, and counted in one place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from casework.children.models import Child
from casework.figures.counting import with_cut
from casework.figures.query import FigureQuery
from casework.figures.registry import CHILD, ON, Cut, cuts
from casework.figures.spans import Span
from casework.interface.words import counted
from casework.support.services.needs import WORDS
from casework.waits.models import HelpReferral, NeedForHelp
from casework.waits.page.cuts import UNKNOWN, own_cuts
from casework.waits.page.kaplan_meier import Usual, Waited

ENDED = NeedForHelp.Ended
GAVE_UP = frozenset({ENDED.GAVE_UP, ENDED.REFUSED})
BY = ("help", "provider", "age", "ethnicity", "disability", "area")
"""The ways the page divides waits, in order."""


@dataclass(frozen=True)
class Wait:
    """One need of one child as a day saw it. ``part`` is what it is divided by."""

    pk: int
    child: int
    need: str
    found_on: date
    helped_on: date | None
    over_on: date | None
    because: str
    without_service: bool
    meanwhile: bool
    part: str = ""

    @property
    def stopped_on(self) -> date | None:
        """The day it was waited for no longer: help began, or the need ended first."""
        return self.helped_on or self.over_on

    @property
    def waiting(self) -> bool:
        return self.stopped_on is None

    def days(self, at: date) -> int:
        return ((self.stopped_on or at) - self.found_on).days

    def waited(self, at: date) -> Waited:
        return Waited(self.days(at), self.helped_on is not None)


def rows(query: FigureQuery):
    """The needs the question is about, found by its day, of children this worker may know of."""
    known = Child.objects.visible_to(query.worker)
    needs = NeedForHelp.objects.at(query.at).filter(child__in=known.values("pk"))
    needs = needs.order_by().annotate(**{CHILD: F("child"), ON: F("identified_on")})
    every = own_cuts(query.at)
    for name, value in query.where.items():
        cut = cuts.get(name) or every[name]
        needs = with_cut(needs, cut).filter(**{f"cut_{name}": value})
    return needs


def cut_named(name: str, query: FigureQuery) -> Cut:
    return own_cuts(query.at).get(name) or cuts[name]


def waits_of(query: FigureQuery, by: Cut | None = None) -> list[Wait]:
    """Those that were waited for on any day of the span, or found in it. One query."""
    first = query.span.first
    stopped = Coalesce("helped_on", "over_on")
    needs = rows(query).annotate(stopped=stopped)
    needs = needs.filter(Q(stopped=None) | Q(stopped__gte=first))
    if by and f"cut_{by.name}" not in needs.query.annotations:
        needs = with_cut(needs, by)
    fields = ["pk", "child_id", "need", "identified_on", "helped_on", "over_on", "ended_because"]
    part = [f"cut_{by.name}"] if by else []
    read = needs.order_by("identified_on", "pk").values_list(
        *fields, "without_service", "meanwhile_from", *part
    )
    return [_wait(line, query.at) for line in read]


def _wait(line: tuple, at: date) -> Wait:
    pk, child, need, found_on, helped_on, over_on, because, without_service, since, *part = line
    return Wait(
        pk,
        child,
        need,
        found_on,
        helped_on,
        over_on,
        because if over_on else "",
        without_service,
        meanwhile=since is not None and since <= at,
        part=part[0] if part else "",
    )


@dataclass(frozen=True)
class Counted:
    """What is counted of some waits: now, in the span, and how long it usually is."""

    words: str
    waiting: int
    children: int
    longest: int | None
    without_service: int
    without_meanwhile: int
    started: int
    gave_up: int
    eighteen: int
    other: int
    usual: Usual

    @property
    def half_words(self) -> str:
        return within(self.usual.median, self.usual)

    @property
    def nine_words(self) -> str:
        return within(self.usual.ninetieth, self.usual)

    @classmethod
    def of(cls, words: str, waits: Iterable[Wait], at: date, span: Span) -> "Counted":
        waits = list(waits)
        now = [wait for wait in waits if wait.waiting]
        ended = [
            wait
            for wait in waits
            if not wait.helped_on and wait.over_on and span.first <= wait.over_on <= span.last
        ]
        gave_up = sum(wait.because in GAVE_UP for wait in ended)
        eighteen = sum(wait.because == ENDED.EIGHTEEN for wait in ended)
        return cls(
            words,
            waiting=len(now),
            children=len({wait.child for wait in now}),
            longest=max((wait.days(at) for wait in now), default=None),
            without_service=sum(wait.without_service for wait in now),
            without_meanwhile=sum(not wait.meanwhile for wait in now),
            started=sum(
                span.first <= wait.helped_on <= span.last for wait in waits if wait.helped_on
            ),
            gave_up=gave_up,
            eighteen=eighteen,
            other=len(ended) - gave_up - eighteen,
            usual=Usual.of(
                wait.waited(at) for wait in waits if span.first <= wait.found_on <= span.last
            ),
        )


def within(days: int | None, usual: Usual) -> str:
    if not usual.waits:
        return "–"
    return "Not yet" if days is None else counted(days, "days")


def counted_by(waits: list[Wait], cut: Cut, query: FigureQuery) -> list[Counted]:
    """Each part that has a wait, in the order of the cut; names nobody listed by the alphabet."""
    held: dict[str, list[Wait]] = {}
    for wait in waits:
        held.setdefault(wait.part, []).append(wait)
    listed = dict(cut.choices(query.worker))
    order = [*listed, *sorted(part for part in held if part and part not in listed), ""]
    return [
        Counted.of(
            listed.get(part) or part or UNKNOWN.get(cut.name, "Not known"),
            held[part],
            query.at,
            query.span,
        )
        for part in dict.fromkeys(order)
        if part in held
    ]


@dataclass(frozen=True)
class Longest:
    """One child's need on the list of who waits, the longest first."""

    wait: Wait
    days: int
    child: Child
    asked: list[str] = field(default_factory=list)

    @property
    def need(self) -> str:
        return WORDS.get(self.wait.need, self.wait.need)

    @property
    def stands(self) -> str:
        if self.wait.without_service:
            return "No such service exists"
        return self.asked[-1] if self.asked else "Nobody asked yet"


def who_waits(waits: Iterable[Wait], query: FigureQuery) -> list[Longest]:
    """Those who waited on the day, the longest first. Two queries."""
    now = sorted(
        (wait for wait in waits if wait.waiting), key=lambda wait: (wait.found_on, wait.pk)
    )
    children = Child.objects.with_person().in_bulk({wait.child for wait in now})
    asked = asked_by([wait.pk for wait in now], query.at)
    return [
        Longest(wait, wait.days(query.at), children[wait.child], asked.get(wait.pk, []))
        for wait in now
    ]


def asked_by(needs: list[int], day: date) -> dict[int, list[str]]:
    """Who had been asked for each need by this day, and what they had answered by then."""
    held: dict[int, list[str]] = {}
    rows = HelpReferral.objects.filter(need__in=needs, referred_on__lte=day).with_service()
    for row in rows.in_turn():
        held.setdefault(row.need_id, []).append(row.words_on(day))
    return held
