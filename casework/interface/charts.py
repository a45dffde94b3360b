"""Where each mark of a drawing goes. The templates only write the numbers down.

Widths and heights are in the drawing's own units, which are pixels at its natural size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

GAP = 2
LEAST = 3
HEIGHT = 16


@dataclass(frozen=True)
class Part:
    """One part of a bar. ``hatch`` is the path of its stripes, where it has any."""

    state: str
    count: int
    x: float
    width: float
    hatch: str = ""

    @property
    def box(self) -> str:
        """The path of its outline, as high as a bar."""
        return f"M{self.x:g} 0h{self.width:g}v{HEIGHT}h-{self.width:g}z"


@dataclass(frozen=True)
class Bar:
    parts: list[Part]
    total: int
    title: str
    width: int = 240
    height: int = HEIGHT


HATCHED = ("due_soon", "soon")
BAR_STATES = ("on_time", "due_soon", "overdue")
BAR_WORDS = {"on_time": "on time", "due_soon": "due soon", "overdue": "overdue"}


def clock_bar(on_time: int, due_soon: int, overdue: int, *, width: int = 240) -> Bar:
    """One duty in parts of the whole. A part with anyone in it can always be seen."""
    counts = dict(zip(BAR_STATES, (on_time, due_soon, overdue), strict=True))
    total = sum(counts.values())
    sentence = ", ".join(f"{count} {BAR_WORDS[state]}" for state, count in counts.items())
    return Bar(list(_parts(counts, total, width)), total, f"{sentence}, out of {total}", width)


SPREAD = ("well", "fair", "soon", "late", "none")
"""From best to worst, and last what cannot be told."""


def spread_bar(counts: Sequence[int], names: Sequence[str], *, width: int = 200) -> Bar:
    """Answers on a scale, best first, as parts of the whole. ``names`` names each place."""
    total = sum(counts)
    title = ", ".join(f"{n} {name.lower()}" for n, name in zip(counts, names, strict=True) if n)
    named = dict(zip(SPREAD, counts, strict=False))
    return Bar(list(_parts(named, total, width)), total, f"{title}, out of {total}", width)


def _parts(counts: dict[str, int], total: int, width: int) -> Iterator[Part]:
    shown = {state: count for state, count in counts.items() if count}
    room = width - GAP * max(len(shown) - 1, 0) - LEAST * len(shown)
    x = 0.0
    for state, count in shown.items():
        wide = LEAST + room * count / total
        hatch = stripes(round(x), round(wide), HEIGHT) if state in HATCHED else ""
        yield Part(state, count, round(x, 1), round(wide, 1), hatch)
        x += wide + GAP


def stripes(x: int, width: int, height: int, step: int = 7) -> str:
    """A path of slanting lines that stays inside its box."""
    lines, start = [], x - height
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        if right > left:
            lines.append(f"M{left} {height - (left - start)}l{right - left}-{right - left}")
        start += step
    return "".join(lines)


@dataclass(frozen=True)
class LimitBar:
    """An amount against a limit: the bar and the mark."""

    bar: float
    mark: float
    title: str
    width: int = 150
    height: int = 10


def limit_bar(amount: float | Decimal, limit: int, *, width: int = 150) -> LimitBar:
    """The limit always stands at the same place unless the bar needs the room."""
    amount = float(amount)
    top = max(limit * 1.25, amount, 1)
    title = f"{amount:g} of {limit}{', over' if amount > limit else ''}"
    return LimitBar(round(width * amount / top, 1), round(width * limit / top, 1), title)


@dataclass(frozen=True)
class ShareBar:
    bar: float
    title: str
    width: int = 150
    height: int = 10


def share_bar(share: int, title: str, *, width: int = 150) -> ShareBar:
    """A share of a whole, from 0 to 100 per cent."""
    return ShareBar(round(width * share / 100, 1), f"{title}, {share}%", width)


@dataclass(frozen=True)
class ScaleLine:
    start_x: float
    now_x: float
    start: int
    now: int
    title: str
    left: float = 8
    right: float = 172


def scale_line(start: int, now: int, *, top: int = 10) -> ScaleLine:
    """From where it started to where it is, on a line from 0 to ``top``."""

    def x(value: int) -> float:
        return round(ScaleLine.left + (ScaleLine.right - ScaleLine.left) * value / top, 1)

    title = f"Was {start} and is {now}" if start != now else f"Still {now}"
    return ScaleLine(x(start), x(now), start, now, f"{title}, out of {top}")


def change_words(start: int, now: int, since: str) -> str:
    """Up 2 since October, or No change."""
    if start == now:
        return "No change"
    return f"{'Up' if now > start else 'Down'} {abs(now - start)} since {since}"


@dataclass(frozen=True)
class Point:
    """``value`` is None where too few children stand behind it to show."""

    label: str
    value: float | None
    title: str = ""


@dataclass(frozen=True)
class Mark:
    x: float
    y: float | None
    label: str
    title: str
    last: bool
    short: str
    figure: str = ""


@dataclass(frozen=True)
class LineChart:
    lines: list[str]
    marks: list[Mark]
    grid: list[tuple[float, str]]
    aim: tuple[float, str] | None
    width: int
    height: int
    left: int
    right: int
    base: float
    each: bool = False

    @property
    def last(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.last), None)

    @property
    def said_at(self) -> int:
        """The last figure stands under its mark; over it, where the months' letters are near."""
        last = self.last
        low = last is not None and last.y is not None and last.y > self.base - 24
        return -12 if low else 20


def line_chart(
    points: Sequence[Point],
    *,
    top: int = 100,
    unit: str = "%",
    aim: int | None = None,
    letters: int | None = None,
    each: bool = False,
    width: int = 480,
    height: int = 160,
) -> LineChart:
    """Shares by month or scores by meeting. A gap is left where nothing can be shown.

    ``letters`` shortens the labels under the line: 1 for D, J, F. ``each`` says every figure above
    its mark, for a small chart of few.
    """
    left, right, above, below = (28 if each else 44, width - 20, 18, height - 26)

    def y(value: float) -> float:
        return round(below - (below - above) * value / top, 1)

    xs = _spread(len(points), left + 6, right - 6)
    last = max((i for i, point in enumerate(points) if point.value is not None), default=None)
    marks = [
        Mark(
            x,
            None if point.value is None else y(point.value),
            point.label,
            point.title or _plain(point.value, unit),
            i == last,
            point.label[:letters],
            _plain(point.value, unit),
        )
        for i, (x, point) in enumerate(zip(xs, points, strict=True))
    ]
    grid = [(y(value), f"{value}{unit}") for value in (0, top // 2, top)]
    aimed = (y(aim), f"Our aim {aim}{unit}") if aim is not None else None
    return LineChart(_lines(marks), marks, grid, aimed, width, height, left, right, below, each)


def _plain(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:g}{unit}"


def _spread(count: int, left: float, right: float) -> list[float]:
    if count <= 1:
        return [round((left + right) / 2, 1)] * count
    return [round(left + (right - left) * i / (count - 1), 1) for i in range(count)]


def _lines(marks: list[Mark]) -> list[str]:
    """A piece of line between each two neighbours that can both be shown."""
    return [
        f"M{left.x} {left.y}L{right.x} {right.y}"
        for left, right in pairwise(marks)
        if left.y is not None and right.y is not None
    ]
