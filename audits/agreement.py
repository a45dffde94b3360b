"""How far two readings of the same files agree: by the label, one step apart, and beyond chance.

Weighted kappa is Cohen's (1968, Psychological Bulletin 70, 213-220) with linear weights, for
ordered grades; its interval uses the large-sample variance of Fleiss, Cohen and Everitt (1969,
Psychological Bulletin 72, 323-327). With few files the interval is wide, and says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

Z95 = 1.959963984540054
FEWEST = 5
"""Fewer files than this: no kappa is said."""


@dataclass(frozen=True)
class Kappa:
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """Pairs of readings of a file; how many had the same grade, how many one step apart, and of
    those that differ how many the second reading put lower. ``kappa`` is None where it cannot be
    said. ``drawn`` of the pairs are moderations drawn by lot and ``blind`` are of auditors who read
    alone; ``left_out`` says how many others there were and why they do not count."""

    files: int
    same: int
    one_step: int
    lowered: int
    raised: int
    kappa: Kappa | None
    drawn: int = 0
    blind: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def further(self) -> int:
        return self.files - self.same - self.one_step


def agreement(pairs: Iterable[tuple[str, str]], scale: Sequence[str]) -> Agreement:
    """Of pairs of (first, second) grades on ``scale``, best first."""
    places = [(scale.index(first), scale.index(second)) for first, second in pairs]
    apart = [abs(first - second) for first, second in places]
    return Agreement(
        files=len(places),
        same=apart.count(0),
        one_step=apart.count(1),
        lowered=sum(second > first for first, second in places),
        raised=sum(second < first for first, second in places),
        kappa=weighted_kappa(places, len(scale)) if len(places) >= FEWEST else None,
    )


def weighted_kappa(places: Sequence[tuple[int, int]], size: int) -> Kappa | None:
    """Linear-weighted kappa of pairs of places on a scale of ``size``, with its 95% interval.

    None where chance alone would agree on every file, as when all have the same grade.
    """
    table = [[0.0] * size for _ in range(size)]
    for first, second in places:
        table[first][second] += 1 / len(places)
    return kappa_of(table, len(places))


def kappa_of(table: list[list[float]], files: int) -> Kappa | None:
    """Linear-weighted kappa of a table of shares that add up to one."""
    span = range(len(table))
    weight = [[1 - abs(i - j) / (len(table) - 1) for j in span] for i in span]
    rows = [sum(table[i]) for i in span]
    columns = [sum(table[i][j] for i in span) for j in span]
    seen = sum(weight[i][j] * table[i][j] for i in span for j in span)
    chance = sum(weight[i][j] * rows[i] * columns[j] for i in span for j in span)
    if chance > 1 - 1e-12:
        return None
    of_row = [sum(columns[j] * weight[i][j] for j in span) for i in span]
    of_column = [sum(rows[i] * weight[i][j] for i in span) for j in span]
    spread = sum(
        table[i][j] * (weight[i][j] * (1 - chance) - (of_row[i] + of_column[j]) * (1 - seen)) ** 2
        for i in span
        for j in span
    )
    variance = (spread - (seen * chance - 2 * chance + seen) ** 2) / (files * (1 - chance) ** 4)
    value = (seen - chance) / (1 - chance)
    half = Z95 * sqrt(max(variance, 0.0))
    return Kappa(value, max(-1.0, value - half), min(1.0, value + half))
