"""A family's weeks in pre-proceedings as a drawing: one row per child, a mark for each step.

The letters stand in the marks and a diamond is late, so that print and readers who see no colours
lose nothing. The template only writes the numbers down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, LEFT, RIGHT = 1130, 186, 104
TOP, ROW, FOOT = 34, 34, 26
SHOWN_WEEKS, EVERY = 20, 2
STRONG = (12, 16)
"""Weeks 12 and 16: the usual end and the latest one without an extension."""
LONGEST_NAME = 25
APART = 19
"""Marks nearer than this are drawn beside each other, not on top."""


@dataclass(frozen=True)
class Point:
    """One step to draw: ``state`` is done, late or to_come."""

    letter: str
    on: date
    state: str
    title: str


@dataclass(frozen=True)
class Lane:
    """One child's row: from when until when the bar runs, and how it ended, if it did."""

    name: str
    note: str
    began_on: date
    until: date
    points: Sequence[Point]
    ended: str = ""


@dataclass(frozen=True)
class Mark:
    letter: str
    x: float
    state: str
    title: str


@dataclass(frozen=True)
class Row:
    """``arrow`` is where the end is drawn, past the last mark."""

    name: str
    note: str
    y: int
    bar: float
    marks: list[Mark]
    ended: str
    arrow: float


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    strong: bool


@dataclass(frozen=True)
class Drawing:
    rows: list[Row]
    ticks: list[Tick]
    today: float
    title: str
    desc: str
    width: int = WIDTH
    left: int = LEFT
    top: int = TOP

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.rows) + FOOT

    @property
    def foot(self) -> int:
        return self.height - FOOT + 8


def weeks_between(first: date, last: date) -> float:
    return (last - first).days / 7


def drawing(lanes: Sequence[Lane], *, today: date, title: str) -> Drawing:
    """Week 0 is the decision to begin, the first child's where they differ."""
    began = min(lane.began_on for lane in lanes)
    ends = [today, *(lane.until for lane in lanes), *(p.on for lane in lanes for p in lane.points)]
    last = max(SHOWN_WEEKS, *(int(weeks_between(began, end)) + 1 for end in ends))
    scale = (WIDTH - LEFT - RIGHT) / last

    def x(day: date) -> float:
        return round(LEFT + max(weeks_between(began, day), 0) * scale, 1)

    rows = [_row(lane, number, x) for number, lane in enumerate(lanes)]
    ticks = [
        Tick(round(LEFT + week * scale, 1), _label(week), week in STRONG)
        for week in range(0, last + 1, EVERY if last <= 30 else 2 * EVERY)
    ]
    return Drawing(rows, ticks, x(today), title, describe(lanes))


def _row(lane: Lane, number: int, x) -> Row:
    marks = _apart(Mark(p.letter, x(p.on), p.state, p.title) for p in lane.points)
    bar = round(max(x(lane.until) - LEFT, 0), 1)
    return Row(
        shortened(lane.name),
        shortened(lane.note),
        TOP + ROW // 2 + ROW * number,
        bar,
        marks,
        lane.ended,
        max(LEFT + bar, *(mark.x + APART / 2 for mark in marks)),
    )


def shortened(name: str) -> str:
    """A name that would run into the drawing; the list of steps has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _label(week: int) -> str:
    return f"week {week}" if week in (0, *STRONG) else str(week)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """In the order of their days, each at least its own width from the one before."""
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.x):
        least = placed[-1].x + APART if placed else mark.x
        placed.append(Mark(mark.letter, max(mark.x, least), mark.state, mark.title))
    return placed


def describe(lanes: Sequence[Lane]) -> str:
    """The drawing in words, a sentence for each child."""
    return " ".join(
        f"{lane.name}: {'; '.join(point.title for point in lane.points)}"
        f"{'; ' + lane.ended if lane.ended else ''}."
        for lane in lanes
    )
