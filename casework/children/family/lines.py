"""The lines of the drawing of a family: couples, parents to children, and who shares a home."""

from collections import Counter
from dataclasses import dataclass

from casework.children.family.layout import BUS, HALF, LEVEL, ROW, WRAP, Places
from casework.children.family.network import Couple


@dataclass(frozen=True)
class Stroke:
    """A line; ``apart`` the two strokes across it of a couple who have parted."""

    path: str
    apart: str = ""
    words: str = ""
    x: float = 0
    y: float = 0


@dataclass(frozen=True)
class Home:
    """The dashed line round those who live together, and its wash."""

    outline: str
    washes: list[tuple[float, float, float, float]]
    words: str = ""
    x: float = 0
    y: float = 0


class Lines:
    def __init__(self, places: Places):
        self.places, self.at, self.cell = places, places.at, places.cell
        self.overhead = 0
        self.drops: Counter[float] = Counter()

    def strokes(self) -> list[Stroke]:
        wide = {id(couple): wide for couple, wide in self.places.blocks}
        level = {id(couple): at for at, (couple, _) in enumerate(self.places.blocks)}
        strokes = []
        for couple in self.places.couples:
            joined, drop = self.join(couple)
            strokes += joined
            if id(couple) in wide:
                strokes += self.hang(couple, drop, wide[id(couple)], level[id(couple)])
        return [*strokes, *self.from_above()]

    # Couples

    def join(self, couple: Couple) -> tuple[list[Stroke], tuple[float, float]]:
        """The line between two, or beside one; and where their children hang from."""
        if len(couple.parents) == 1:
            x, y = self.at[couple.parents[0]]
            drop = self.drop(x + self.cell / 2)
            return [Stroke(f"M{x + HALF} {y}H{drop}")], (drop, y)
        (x, y), (far, _) = sorted(self.at[pk] for pk in couple.parents)
        if far - x <= self.cell + 1:
            drop = self.drop((x + far) / 2)
            line = f"M{x + HALF} {y}H{far - HALF}"
            return [self.couple_line(couple, line, (x + far) / 2, y)], (drop, y)
        return self.over(couple, x, far, y)

    def over(self, couple: Couple, x: float, far: float, y: float):
        """Over the heads of those between; the children hang beside the outer of the two."""
        self.overhead += 1
        top = y - HALF - LEVEL * self.overhead
        middle = self.places.width / 2
        outer_left = abs(x - middle) > abs(far - middle)
        drop = self.drop(x + self.cell / 2 if outer_left else far - self.cell / 2)
        shift = 6 * self.overhead
        line = f"M{x + shift} {y - HALF}V{top}H{far - shift}V{y - HALF}"
        line = f"M{x} {y - HALF}V{top}H{far}V{y - HALF}" if self.overhead == 1 else line
        return [self.couple_line(couple, line, drop, top)], (drop, top)

    def drop(self, x: float) -> float:
        """Two families of one parent never hang from the same place."""
        self.drops[x] += 1
        return x + 8 * (self.drops[x] - 1)

    def couple_line(self, couple: Couple, line: str, x: float, y: float) -> Stroke:
        apart = ""
        if couple.ended_on:
            at = x + 18
            apart = f"M{at - 8} {y - 9}L{at} {y + 9}M{at} {y - 9}L{at + 8} {y + 9}"
        return Stroke(line, apart, since_words(couple), x, y - 12)

    # Parents to children

    def hang(self, couple: Couple, drop, wide: int, level: int) -> list[Stroke]:
        x, y = drop
        rows: dict[float, list[float]] = {}
        for pk in self.places.children(couple):
            child_x, child_y = self.at[pk]
            rows.setdefault(child_y, []).append(child_x)
        bus = self.places.grown_y + BUS + LEVEL * level
        first, *more = sorted(rows.items())
        strokes = [self.row_of(bus, first, [x])]
        strokes.append(Stroke(f"M{x} {y}V{bus}"))
        if more:
            spine = min(first[1]) - self.cell / 2 + 4
            strokes.append(Stroke(f"M{min(first[1])} {bus}H{spine}V{more[-1][0] - HALF - 12}"))
            strokes += [self.row_of(y - HALF - 12, (y, xs), [spine]) for y, xs in more]
        return strokes

    def row_of(self, bus: float, row: tuple[float, list[float]], also: list[float]) -> Stroke:
        y, xs = row
        across = f"M{min(xs + also)} {bus}H{max(xs + also)}"
        return Stroke(across + "".join(f"M{x} {bus}V{y - HALF}" for x in xs))

    def from_above(self) -> list[Stroke]:
        """From grandparents to the parents they are the parents of."""
        families: dict[tuple, list[int]] = {}
        for pk, elders in self.places.network.elders.items():
            drawn = tuple(elder for elder in elders if elder in self.places.elders)
            if drawn and pk in self.at:
                families.setdefault(drawn, []).append(pk)
        return [
            stroke
            for level, (elders, children) in enumerate(families.items())
            for stroke in self.under(elders, children, level)
        ]

    def under(self, elders: tuple[int, ...], children: list[int], level: int) -> list[Stroke]:
        xs, y = sorted(self.at[pk][0] for pk in elders), self.at[elders[0]][1]
        bus = y + BUS + 8 + LEVEL * level
        x = self.drop(sum(xs[:2]) / 2 if len(xs) > 1 else xs[0] + self.cell / 2)
        pair = f"M{xs[0] + HALF} {y}H{xs[1] - HALF if len(xs) > 1 else x}M{x} {y}V{bus}"
        row = (self.at[children[0]][1], [self.at[pk][0] for pk in children])
        return [Stroke(pair), self.row_of(bus, row, [x])]


def since_words(couple: Couple) -> str:
    if couple.ended_on:
        return f"apart since {couple.ended_on:%Y}"
    if couple.known and couple.started_on:
        return f"together since {couple.started_on:%Y}"
    return "together" if couple.known else ""


# Homes


def homes(places: Places, households: list[tuple[list[int], str]]) -> list[Home]:
    return [home for pks, words in households if (home := _home(places, pks, words))]


def _home(places: Places, pks: list[int], words: str) -> Home | None:
    """Round each run of neighbours; runs above each other are one outline."""
    rows: dict[float, list[float]] = {}
    for pk in pks:
        if pk in places.at:
            x, y = places.at[pk]
            rows.setdefault(y, []).append(x)
    if not rows:
        return None
    bands = _bands(places)
    boxes = [
        (left, *bands[y], right) for y, xs in rows.items() for left, right in _runs(xs, places.cell)
    ]
    lowest = max(boxes, key=lambda box: (box[2], -box[0]))
    return Home(
        _outline(boxes),
        [(left, top, right - left, bottom - top) for left, top, bottom, right in boxes],
        words,
        lowest[0] + 10,
        lowest[2] - 7,
    )


def _bands(places: Places) -> dict[float, tuple[float, float]]:
    """From how high to how low each row's cells reach, so that neighbouring rows meet."""
    ys = sorted({y for _, y in places.at.values()})
    bands: dict[float, tuple[float, float]] = {}
    for at, y in enumerate(ys):
        top = bands[ys[at - 1]][1] if at else y - HALF - 14
        if places.others_at and y > places.others_at >= ys[at - 1]:
            top = y - HALF - 14
        below = ys[at + 1] - HALF - WRAP + 4 if at + 1 < len(ys) else y + ROW - 30
        if places.others_at and y < places.others_at:
            below = min(below, places.others_at - 20)
        bands[y] = (top, max(below, y + 92))
    return bands


def _runs(xs: list[float], cell: float) -> list[tuple[float, float]]:
    inset = 14
    runs: list[tuple[float, float]] = []
    for x in sorted(xs):
        left, right = x - cell / 2 + inset, x + cell / 2 - inset
        if runs and left - runs[-1][1] <= 2 * inset + 1:
            runs[-1] = (runs[-1][0], right)
        else:
            runs.append((left, right))
    return runs


def _outline(boxes) -> str:
    """The edge of all the boxes together: sides two of them share are not drawn."""
    xs = sorted({x for box in boxes for x in (box[0], box[3])})
    ys = sorted({y for box in boxes for y in (box[1], box[2])})
    spans_x, spans_y = list(zip(xs, xs[1:], strict=False)), list(zip(ys, ys[1:], strict=False))

    def filled(i, j):
        if not (0 <= i < len(spans_x) and 0 <= j < len(spans_y)):
            return False
        (a, b), (c, d) = spans_x[i], spans_y[j]
        return any(x <= a and b <= x2 and y <= c and d <= y2 for x, y, y2, x2 in boxes)

    parts = []
    for i in range(len(spans_x) + 1):
        for j, (c, d) in enumerate(spans_y):
            if filled(i - 1, j) != filled(i, j):
                parts.append(f"M{xs[i]} {c}V{d}")
    for j in range(len(spans_y) + 1):
        for i, (a, b) in enumerate(spans_x):
            if filled(i, j - 1) != filled(i, j):
                parts.append(f"M{a} {ys[j]}H{b}")
    return "".join(parts)
