"""How well the checks find what people labelled: precision, recall and F1, and the interval.

A list (jargon, names) is counted string by string: each labelled string found is right, each other
found is wrong.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from casework.writing.checks.engine import check

Z = 1.96


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def positives(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        return _share(self.right, self.positives)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval (1927), of F1 read as a share of right among right, wrong and
        missed: what a small sample can say."""
        of = 2 * self.right + self.wrong + self.missed
        return wilson(2 * self.right, of) if of else None


def _share(part: int, of: int) -> float | None:
    return part / of if of else None


def wilson(part: int, of: int) -> tuple[float, float]:
    share, z = part / of, Z
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(rows: Iterable[dict]) -> dict[tuple[str, str], Score]:
    """By kind and label. A row has ``kind``, ``text`` and ``labels``."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for row in rows:
        labels = check(row["kind"], row["text"]).labels
        for label, truth in row["labels"].items():
            score, held = scores[row["kind"], label], labels[label]
            if label == OVERLAPS and isinstance(held, list):
                count_overlaps(score, held, truth)
            else:
                count(score, held, truth)
    return dict(scores)


OVERLAPS = "names_places_intel"
"""Scored by overlap of the strings, not by exact ends."""


def count_overlaps(score: Score, names: list[str], labelled: list[str]) -> None:
    """One contains the other: right once a labelled string; wrong each found that meets none."""

    def meet(name: str, other: str) -> bool:
        name, other = name.lower(), other.lower()
        return name in other or other in name

    met = sum(any(meet(name, true) for name in names) for true in labelled)
    score.right += met
    score.missed += len(labelled) - met
    score.wrong += sum(not any(meet(name, true) for true in labelled) for name in names)


def count(score: Score, held, truth) -> None:
    """One text of one label: what was found beside what people said."""
    ours, true = _strings(held), _strings(truth)
    score.right += len(ours & true)
    score.wrong += len(ours - true)
    score.missed += len(true - ours)


def _strings(value) -> set:
    return set(value) if isinstance(value, list) else {True} if value else set()


def together(scores: dict[tuple[str, str], Score]) -> dict[str, Score]:
    """By label, whatever the kind."""
    by_label: dict[str, Score] = defaultdict(Score)
    for (_, label), score in scores.items():
        by_label[label].right += score.right
        by_label[label].wrong += score.wrong
        by_label[label].missed += score.missed
    return dict(by_label)
