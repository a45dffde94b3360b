"""Trains the models from the labelled texts. Needs scikit-learn (``pip install casework[train]``);
what it writes does not.

For each kind of writing: one logistic regression a label over whole texts; for long kinds one more
over sentences, of which in a text that holds the label only the best two are taken to show it
(multiple-instance learning; Andrews and others, 2003). Scores of texts that the folds' models had
not seen set the probability (Platt, 1999), the bound from which a label is said to hold, and the
bound below which a writer is told that it does not.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from casework.writing.classifier.evaluation import Outcome
from casework.writing.classifier.features import SENTENCE, WEIGHTS, Part, parts, weighed, whole
from casework.writing.classifier.model import SCALE
from casework.writing.classifier.rules import DECIDE, rules_of
from casework.writing.classifier.texts import FOLDS, Labelled

SEED = 0
STRENGTH = 4.0
STRENGTH_OF_SENTENCES = 1.0
BEST = 2
FEWEST = 3
"""A feature stands in this many texts at least."""
PRECISION = 0.9
"""What a prompt must reach, by the folds and on the development part."""
LONG = ("assessment_section", "rhi")


@dataclass
class Read:
    """One labelled text, its sentences and the features of all of it."""

    row: Labelled
    parts: list[Part]
    rules: dict[str, bool]
    counts: Counter

    @classmethod
    def of(cls, row: Labelled) -> "Read":
        read = parts(row.kind, row.text)
        rules = rules_of(row.kind, row.text)
        return cls(row, read, rules, whole(row.text, read, rules))


@dataclass
class Space:
    """The features that are kept, and how rare each is."""

    rarity: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, reads: Sequence[Read]) -> "Space":
        number = Counter(name for read in reads for name in read.counts)
        return cls(
            {
                name: round((1 + log(len(reads) / many)) * SCALE) / SCALE
                for name, many in sorted(number.items())
                if many >= FEWEST
            }
        )

    @cached_property
    def columns(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.rarity)}

    def matrix(self, counted: Sequence[Counter], families) -> csr_matrix:
        rows, columns, values = [], [], []
        for row, counts in enumerate(counted):
            for name, value in weighed(counts, self.rarity, families).items():
                rows.append(row)
                columns.append(self.columns[name])
                values.append(value)
        shape = (len(counted), len(self.columns))
        return csr_matrix((values, (rows, columns)), shape=shape)


def fit(matrix, truth, strength: float, weight=None, balance=None) -> LogisticRegression:
    return LogisticRegression(
        C=strength, class_weight=balance, solver="liblinear", random_state=SEED
    ).fit(matrix, truth, sample_weight=weight)


def fit_sentences(matrix, owner, truth) -> LogisticRegression:
    """First every sentence of a text that holds the label shows it, then only its best."""
    number = np.bincount(owner, minlength=len(truth))
    shows = truth[owner]
    model = None
    for _ in range(2):
        if model is not None:
            shows = _best(model.decision_function(matrix), owner, truth)
        weight = np.zeros(len(owner))
        not_so = ~truth[owner]
        weight[not_so] = number[owner[not_so]] ** -0.5
        each = np.bincount(owner[shows], minlength=len(truth))
        weight[shows] = 1 / each[owner[shows]]
        weight[shows] *= weight[not_so].sum() / weight[shows].sum()
        kept = weight > 0
        weight = weight[kept] * kept.sum() / weight.sum()
        model = fit(matrix[kept], truth[owner][kept], STRENGTH_OF_SENTENCES, weight)
    return model


def _best(scores, owner, truth):
    shows = np.zeros(len(owner), bool)
    for text in np.flatnonzero(truth):
        mine = np.flatnonzero(owner == text)
        shows[mine[np.argsort(-scores[mine], kind="stable")[:BEST]]] = True
    return shows


@dataclass
class Fitted:
    """The weights of one kind of writing by label, of texts and of sentences."""

    kind: str
    space: Space
    of_text: dict[str, LogisticRegression] = field(default_factory=dict)
    of_sentence: dict[str, LogisticRegression] = field(default_factory=dict)

    def scores(self, reads: Sequence[Read], code: str) -> tuple[np.ndarray, np.ndarray]:
        counted, owner = _sentences(reads)
        whole_texts = self.space.matrix([read.counts for read in reads], WEIGHTS)
        of_text = self.of_text[code].decision_function(whole_texts)
        if code not in self.of_sentence:
            return of_text, np.zeros(len(reads))
        each = self.of_sentence[code].decision_function(self.space.matrix(counted, SENTENCE))
        best = np.full(len(reads), -np.inf)
        np.maximum.at(best, owner, each)
        return of_text, best


def _sentences(reads: Sequence[Read]):
    counted = [part.counts for read in reads for part in read.parts]
    owner = [at for at, read in enumerate(reads) for _ in read.parts]
    return counted, np.array(owner)


def fitted(kind: str, reads: Sequence[Read], codes: Sequence[str]) -> Fitted:
    model = Fitted(kind, Space.of(reads))
    texts = model.space.matrix([read.counts for read in reads], WEIGHTS)
    counted, owner = _sentences(reads)
    sentences = model.space.matrix(counted, SENTENCE) if kind in LONG else None
    for code in codes:
        known = np.array([code in read.row.labels for read in reads])
        truth = np.array([read.row.labels.get(code) is True for read in reads])
        model.of_text[code] = fit(texts[known], truth[known], STRENGTH, balance="balanced")
        if sentences is not None:
            place = np.cumsum(known) - 1
            mine = known[owner]
            model.of_sentence[code] = fit_sentences(
                sentences[mine], place[owner[mine]], truth[known]
            )
    return model


@dataclass
class Unseen:
    """Scores of texts by models that had not seen them."""

    truth: np.ndarray
    of_text: np.ndarray
    of_sentence: np.ndarray
    rows: list[Labelled]


def folded(kind: str, reads: Sequence[Read], codes: Sequence[str]) -> dict[str, Unseen]:
    """Each text scored by a model trained on the other folds."""
    gathered: dict[str, list] = {code: [] for code in codes}
    for fold in range(FOLDS):
        rest = [read for read in reads if read.row.fold != fold]
        held = [read for read in reads if read.row.fold == fold]
        if held:
            _gather(fitted(kind, rest, codes), held, gathered)
    return {code: unseen(counts) for code, counts in gathered.items()}


def _gather(model: Fitted, held: Sequence[Read], gathered: dict[str, list]) -> None:
    for code, counts in gathered.items():
        of_text, of_sentence = model.scores(held, code)
        counts.extend(
            (read.row.labels[code] is True, of_text[at], of_sentence[at], read.row)
            for at, read in enumerate(held)
            if code in read.row.labels
        )


def unseen(counts: list) -> Unseen:
    truth, of_text, of_sentence, rows = zip(*counts, strict=True)
    return Unseen(np.array(truth), np.array(of_text), np.array(of_sentence), list(rows))


@dataclass(frozen=True)
class Bounds:
    """What turns the two scores into a probability, and where it is cut."""

    share: float
    slope: float
    offset: float
    holds_from: float
    prompts_below: float

    def sure(self, scores: Unseen) -> np.ndarray:
        value = scores.of_text + self.share * scores.of_sentence
        return 1 / (1 + np.exp(-(self.slope * value + self.offset)))


def bounds(scores: Unseen, apart: Unseen | None = None) -> Bounds:
    """Set by the folds; the bound of a prompt also by the development part, where there is one."""
    spread = scores.of_sentence.std()
    share = float(scores.of_text.std() / spread) if spread else 0.0
    value = (scores.of_text + share * scores.of_sentence).reshape(-1, 1)
    platt = LogisticRegression(C=1e3, solver="lbfgs").fit(value, scores.truth)
    rough = Bounds(share, float(platt.coef_[0, 0]), float(platt.intercept_[0]), 0.5, 0.0)
    sure = rough.sure(scores)
    below = prompt_bound(sure, scores.truth)
    if apart is not None:
        below = min(below, prompt_bound(rough.sure(apart), apart.truth, wrong=1))
    holds = best_bound(sure, scores.truth)
    return Bounds(share, rough.slope, rough.offset, holds, min(below, holds))


def best_bound(sure: np.ndarray, truth: np.ndarray) -> float:
    """Where F1 is highest, smoothed over neighbours so that no single text decides."""
    tried = np.arange(0.2, 0.71, 0.02)
    values = np.array([f1(truth, sure >= bound) for bound in tried])
    smooth = np.convolve(np.pad(values, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return round(float(tried[int(np.argmax(smooth))]), 2)


def f1(truth, told) -> float:
    return 2 * float((truth & told).sum()) / max(1, int(truth.sum() + told.sum()))


def prompt_bound(sure: np.ndarray, truth: np.ndarray, wrong: int = 0) -> float:
    """The highest bound below which nine in ten texts do not hold the label; 0 where none. Of few
    texts, ``wrong`` may be wrong whatever their share."""
    for bound in np.arange(0.6, 0.01, -0.01):
        told = sure < bound
        if told.any() and truth[told].sum() <= max(wrong, (1 - PRECISION) * told.sum()):
            return round(float(bound), 2)
    return 0.0


@dataclass
class Trained:
    """A kind's weights, of all texts, and how models that had not seen a text did on it."""

    model: Fitted
    bounds: dict[str, Bounds]
    folds: dict[str, list[Outcome]]
    apart: dict[str, list[Outcome]]


def train(kind: str, rows: Sequence[Labelled], only: Sequence[str] = ()) -> Trained:
    """Bounds and figures come from models that had not seen the text; the weights then from all."""
    reads = [Read.of(row) for row in rows if row.kind == kind]
    codes = sorted(
        {
            code
            for read in reads
            for code, holds in read.row.labels.items()
            if isinstance(holds, bool) and (not only or code in only)
        }
    )
    rest = [read for read in reads if not read.row.apart]
    apart = [read for read in reads if read.row.apart]
    seen = folded(kind, rest, codes)
    gathered: dict[str, list] = {code: [] for code in codes}
    _gather(fitted(kind, rest, codes), apart, gathered)
    kept = {code: unseen(counts) for code, counts in gathered.items()}
    set_to = {code: bounds(seen[code], kept[code]) for code in codes}
    return Trained(
        fitted(kind, reads, codes),
        set_to,
        {code: outcomes(code, seen[code], set_to[code]) for code in codes},
        {code: outcomes(code, kept[code], set_to[code]) for code in codes},
    )


def outcomes(code: str, scores: Unseen, bound: Bounds) -> list[Outcome]:
    """A label with a rule holds where the rule says so; a prompt then needs both."""
    counts = []
    for row, truth, sure in zip(scores.rows, scores.truth, bound.sure(scores), strict=True):
        holds = bool(sure >= bound.holds_from)
        if code in DECIDE:
            holds = rules_of(row.kind, row.text)[code]
        prompts = bool(sure < bound.prompts_below) and not holds
        counts.append(Outcome(row, bool(truth), float(sure), holds, prompts))
    return counts


def lines(model: Fitted, set_to: dict[str, Bounds]):
    """The model as text: what each label's numbers mean, then a feature a line."""
    codes = list(model.of_text)
    labels = {code: _label(model, code, set_to[code]) for code in codes}
    reads_sentences = bool(model.of_sentence)
    yield json.dumps({"kind": model.kind, "reads_sentences": reads_sentences, "labels": labels})
    columns = [model.of_text[code].coef_[0] for code in codes]
    columns += [item.coef_[0] for item in model.of_sentence.values()]
    table = np.rint(np.array(columns).T * SCALE).astype(int)
    for (name, rare), row in zip(model.space.rarity.items(), table, strict=True):
        yield "\t".join((name, str(round(rare * SCALE)), *map(str, row)))


def _label(model: Fitted, code: str, bound: Bounds) -> dict[str, float]:
    sentence = model.of_sentence.get(code)
    facts = {
        "text_bias": model.of_text[code].intercept_[0],
        "sentence_bias": sentence.intercept_[0] if sentence is not None else 0.0,
        "sentence_share": bound.share,
        "slope": bound.slope,
        "offset": bound.offset,
        "holds_from": bound.holds_from,
        "prompts_below": bound.prompts_below,
    }
    return {name: round(float(value), 4) for name, value in facts.items()}
