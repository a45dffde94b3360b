"""Where everything of a family's timeline stands on the page: one line a child, weeks across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from casework.interface.words import age, full_day
from casework.preproceedings.timeline import WEEKS_SHOWN, ChildLine, Mark

LEFT, RIGHT, TOP, LINE = 168, 900, 34, 40
APART = 20
"""How far marks of the same week stand apart, so that each can be read."""


@dataclass(frozen=True)
class Placed:
    mark: Mark
    x: int
    y: int

    @property
    def diamond(self) -> str:
        x, y = self.x, self.y
        return f"M{x} {y - 11}L{x + 11} {y}L{x} {y + 11}L{x - 11} {y}Z"

    @property
    def title(self) -> str:
        mark = self.mark
        if mark.on is None:
            return f"{mark.label}: due {full_day(mark.day)}{', late' if mark.late else ''}"
        late = f", {mark.days_late} days late" if mark.late else ""
        return f"{mark.label}: {full_day(mark.on)}{late}"


@dataclass(frozen=True)
class Row:
    line: ChildLine
    y: int
    start: int
    until: int
    marks: list[Placed]

    @property
    def name(self) -> str:
        person = self.line.child.person
        name = self.line.child.first_name
        if person.born_on is None:
            return name
        return f"{name}, {age(person.born_on, timezone.localdate())}"

    @property
    def beneath(self) -> str:
        person = self.line.child.person
        if person.unborn:
            return f"not yet born, due {full_day(person.expected_on)}"
        return self.line.row.lives

    @property
    def left_early(self) -> str:
        row = self.line.row
        return (
            f"{row.get_outcome_display().split(':')[0]}, week {self.line.weeks}"
            if (row.outcome)
            else ""
        )


@dataclass(frozen=True)
class Chart:
    """The whole drawing. ``ticks`` are weeks with their place; ``today`` the line of today."""

    rows: list[Row]
    ticks: list[tuple[int, int, bool]]
    today: int | None
    height: int
    width: int = RIGHT + 40
    left: int = LEFT

    @property
    def base(self) -> int:
        return self.height - 18

    @property
    def caption(self) -> str:
        return "; ".join(
            f"{row.name}: {', '.join(mark.title for mark in row.marks)}" for row in self.rows
        )


def chart_of(lines: Sequence[ChildLine]) -> Chart | None:
    """Drawn from the first day any of the children began; a family’s weeks are one scale."""
    if not lines:
        return None
    began = min(line.row.started_on for line in lines if line.row.started_on)
    last = max([mark.day for line in lines for mark in line.marks] + [timezone.localdate()])
    if all(line.row.outcome for line in lines):
        last = max(mark.day for line in lines for mark in line.marks)
    weeks = max(WEEKS_SHOWN, (last - began).days // 7 + 1)

    def x(day: date) -> int:
        return LEFT + round((day - began) / timedelta(days=7) / weeks * (RIGHT - LEFT))

    rows = [_row(line, TOP + LINE * number + 14, x) for number, line in enumerate(lines)]
    step = 2 if weeks <= 24 else 4
    ticks = [
        (week, x(began + timedelta(weeks=week)), week in (12, 16))
        for week in range(0, weeks + 1, step)
    ]
    going = any(not line.row.outcome for line in lines)
    return Chart(
        rows, ticks, x(timezone.localdate()) if going else None, TOP + LINE * len(lines) + 26
    )


def _row(line: ChildLine, y: int, x) -> Row:
    placed: list[Placed] = []
    for mark in line.marks:
        at = x(mark.day)
        if placed and at < placed[-1].x + APART:
            at = placed[-1].x + APART
        placed.append(Placed(mark, at, y))
    return Row(line, y, x(line.row.started_on), x(line.until), placed)
