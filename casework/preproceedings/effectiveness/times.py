"""How long it takes: to each outcome, and from each step to the next.

Weeks are those between the decision to begin and the decision that ended it. Days between steps are
those of the clocks, so that they say what the panel's sheet says of each family.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from casework.children.models import Child
from casework.figures.counting import Tally, with_cut
from casework.figures.presentation import behind
from casework.figures.query import UNKNOWN, FigureQuery
from casework.figures.registry import Cut, figures
from casework.figures.spans import Span
from casework.preproceedings.figures import OUTCOMES
from casework.preproceedings.panel_sheet.sheet import STEPS, aim_words
from casework.timescales.models import Deadline, Target
from casework.timescales.registry import registry

ENDED, STEPPED_DOWN = "plo.in_16_weeks", "plo.stepped_down"
"""Figures whose rows are the children whose process ended."""


@dataclass(frozen=True)
class Ended:
    """One child whose process ended: how, and after how many days."""

    outcome: str
    days: int
    part: str = ""


@dataclass(frozen=True)
class Times:
    """So many children, and how long it took: the middle one, the quickest, the longest."""

    words: str
    tally: Tally
    days: list[int]
    url: str = ""

    @property
    def shown(self) -> bool:
        return bool(self.days)

    @property
    def usual(self) -> str:
        return weeks_words(median(self.days)) if self.shown else "–"

    @property
    def quickest(self) -> str:
        return weeks_words(min(self.days)) if self.shown else "–"

    @property
    def longest(self) -> str:
        return weeks_words(max(self.days)) if self.shown else "–"


def weeks_words(days: float) -> str:
    """Whole weeks, and a half where that is nearer."""
    weeks = round(days / 7 * 2) / 2
    return f"{weeks:g} {'week' if weeks == 1 else 'weeks'}"


def ended_in(query: FigureQuery, span: Span, by: Cut | None = None) -> list[Ended]:
    """The children whose process ended in these days, whom this worker may know of."""
    rows = query.reader.rows(figures[ENDED], span)
    part = f"cut_{by.name}" if by else "outcome"
    if by:
        rows = with_cut(rows, by)
    return [
        Ended(outcome, (ended_on - started_on).days, value)
        for outcome, started_on, ended_on, value in rows.values_list(
            "outcome", "started_on", "outcome_on", part
        )
    ]


def by_outcome(query: FigureQuery, rows: list[Ended]) -> list[Times]:
    figure = figures[ENDED]
    days = {code: [row.days for row in rows if row.outcome == code] for code, _ in OUTCOMES}
    return [
        Times(
            words,
            Tally(len(rows), len(days[code])),
            days[code],
            behind(figure, query, outcome=code),
        )
        for code, words in OUTCOMES
    ]


def by_part(query: FigureQuery, by: Cut) -> list[dict]:
    """By team or by need: how many ended, how many of them without court, after how long."""
    rows, figure = ended_in(query, query.span, by), figures[STEPPED_DOWN]
    parts = []
    for value, words in by.choices(query.worker):
        here = [row for row in rows if row.part == value]
        if here:
            stepped = [row for row in here if row.outcome == OUTCOMES[0][0]]
            tally = Tally(len(here), len(stepped))
            url = behind(figure, query, counted="yes", **{by.name: value or UNKNOWN})
            parts.append(
                {"words": words, "url": url, "times": Times(words, tally, [r.days for r in here])}
            )
    return parts


@dataclass(frozen=True)
class StepTimes:
    """One step of the process over a span: how long it took, against the council's own number."""

    title: str
    aim: str
    days: list[int]
    in_time: int
    before: list[int]

    @property
    def usual(self) -> str:
        return _days(self.days)

    @property
    def usual_before(self) -> str:
        return _days(self.before)

    @property
    def longest(self) -> str:
        return f"{max(self.days)} days" if self.days else "–"


def _days(days: list[int]) -> str:
    return f"{median(days):g} days" if days else "–"


def between_steps(query: FigureQuery) -> list[StepTimes]:
    now = _met_in(query, query.span)
    before = _met_in(query, query.span.earlier(query.months))
    targets = list(Target.objects.of(query.worker.authority).filter(code__in=STEPS))
    return [
        StepTimes(
            kind.title,
            aim_words(code, targets, query.span.last),
            [days for days, _ in now.get(code, [])],
            sum(in_time for _, in_time in now.get(code, [])),
            [days for days, _ in before.get(code, [])],
        )
        for code, kind in STEPS.items()
        if now.get(code) or before.get(code)
    ]


def _met_in(query: FigureQuery, span: Span) -> dict[str, list[tuple[int, bool]]]:
    """By clock, the days each step done in this span took, and whether it was in time; none for a
    date agreed ahead, from which no days are counted."""
    counted = [code for code in STEPS if not registry[code].allows.ahead]
    known = Child.objects.visible_to(query.worker)
    met = Deadline.objects.filter(
        child__in=known.values("pk"), code__in=counted, met_at__date__range=(span.first, span.last)
    )
    held: dict[str, list[tuple[int, bool]]] = {}
    for code, opened_at, met_at, due_at in met.values_list("code", "opened_at", "met_at", "due_at"):
        if met_at:
            days = (_day(met_at) - _day(opened_at)).days
            held.setdefault(code, []).append((days, met_at <= due_at))
    return held


def _day(instant) -> date:
    return timezone.localdate(instant)


def usual_weeks(rows: Iterable[Ended]) -> str:
    days = [row.days for row in rows]
    return weeks_words(median(days)) if days else ""
