"""A trained model as the product reads it: weights from a text file, and how sure it is of a text.

Logistic regression over the words of the whole text and over each sentence, the best of which
counts; both together give one number, and that number a probability. No library but Python's own.
"""

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import exp
from pathlib import Path

from casework.writing.checks.text import Span
from casework.writing.classifier.features import SENTENCE, WEIGHTS, Part, parts, weighed, whole

FOLDER = Path(__file__).parent / "weights"
SCALE = 1000
"""Weights are kept in thousandths, as whole numbers."""


@dataclass(frozen=True)
class Judgement:
    """What a model makes of one label: the probability that the text holds it, whether that is
    enough to say so, and the sentence it was decided on."""

    sure: float
    holds: bool
    sentence: Span
    says_not: bool = False
    """So likely not to hold it that a writer may be told."""


@dataclass(frozen=True)
class Label:
    """How one label's scores become a probability, and the bounds set when it was trained."""

    text_bias: float
    sentence_bias: float
    sentence_share: float
    slope: float
    offset: float
    holds_from: float
    prompts_below: float

    def probability(self, of_text: float, of_sentence: float) -> float:
        score = of_text + self.text_bias
        score += self.sentence_share * (of_sentence + self.sentence_bias)
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * score + self.offset))))


@dataclass(frozen=True)
class Model:
    """Of one kind of writing. ``rows`` says where the weights of a feature begin: first those of
    the whole text by label, then those of a sentence."""

    labels: dict[str, Label]
    rarity: dict[str, float]
    rows: dict[str, int]
    weights: array
    reads_sentences: bool

    def judge(self, kind: str, text: str, rules: dict[str, bool]) -> dict[str, Judgement]:
        read = parts(kind, text)
        texts, best, chosen = self.scores(text, read, rules)
        judged = {}
        for at, (code, label) in enumerate(self.labels.items()):
            sure = label.probability(texts[at], best[at])
            judged[code] = Judgement(
                round(sure, 3),
                sure >= label.holds_from,
                read[chosen[at]].span,
                sure < label.prompts_below,
            )
        return judged

    def scores(
        self, text: str, read: list[Part], rules: dict[str, bool]
    ) -> tuple[list[float], list[float], list[int]]:
        """Of the whole text and of its best sentence by label, and which sentence that is."""
        texts = self._sums(weighed(whole(text, read, rules), self.rarity, WEIGHTS), 0)
        if not self.reads_sentences:
            return texts, [0.0] * len(texts), [0] * len(texts)
        each = [
            self._sums(weighed(part.counts, self.rarity, SENTENCE), len(self.labels))
            for part in read
        ]
        by_label = [list(scores) for scores in zip(*each, strict=True)]
        chosen = [scores.index(max(scores)) for scores in by_label]
        return texts, [each[at][label] for label, at in enumerate(chosen)], chosen

    def _sums(self, vector: dict[str, float], first: int) -> list[float]:
        count, rows, weights = len(self.labels), self.rows, self.weights
        sums = [0.0] * count
        for name, value in vector.items():
            row = rows[name] + first
            row_of_feature = weights[row : row + count]
            sums = [
                total + value * weight for total, weight in zip(sums, row_of_feature, strict=True)
            ]
        return [total / SCALE for total in sums]


def read_model(lines: Iterable[str]) -> Model:
    """The first line says the labels; each other one a feature, its rarity and its weights."""
    rest = iter(lines)
    head = json.loads(next(rest))
    rarity: dict[str, float] = {}
    rows: dict[str, int] = {}
    weights = array("i")
    for line in rest:
        name, rare, *row = line.rstrip("\n").split("\t")
        rarity[name] = int(rare) / SCALE
        rows[name] = len(weights)
        weights.extend(map(int, row))
    labels = {code: Label(**facts) for code, facts in head["labels"].items()}
    return Model(labels, rarity, rows, weights, head["reads_sentences"])


@cache
def model_of(kind: str) -> Model:
    with (FOLDER / f"{kind}.tsv").open(encoding="utf-8", newline="\n") as lines:
        return read_model(lines)


@cache
def version(folder: Path = FOLDER) -> str:
    """Of the weights: whatever was counted with others is not the same measure."""
    files = sorted(folder.glob("*.tsv"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
