"""What a model's card says: how well it did on texts its model had not seen, by label and by form
of text, and how often a prompt it would show was right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.writing.checks.measure import Score, count, wilson
from casework.writing.checks.shapes import shape_of
from casework.writing.classifier.texts import Labelled

NOT_FOR = (
    "Not a judgement of a worker, a child or a family, and no ground for a decision about any of"
    " them. Not for other languages than English. Not a check of whether what is written is true."
)


@dataclass(frozen=True)
class Outcome:
    """One text of one label: what people said, how sure the model was, and what it made of it."""

    row: Labelled
    truth: bool
    sure: float
    holds: bool
    prompts: bool


def figures(outcomes: Sequence[Outcome]) -> dict:
    """Precision, recall, F1 with its interval; and of the prompts that would have been shown."""
    prompts = [outcome for outcome in outcomes if outcome.prompts]
    right = sum(not outcome.truth for outcome in prompts)
    return {
        "texts": len(outcomes),
        "hold": sum(outcome.truth for outcome in outcomes),
        **scored(outcomes),
        "prompts": len(prompts),
        "prompts_right": round(right / len(prompts), 3) if prompts else None,
        "prompts_interval": _pair(wilson(right, len(prompts))) if prompts else None,
    }


def scored(outcomes: Iterable[Outcome]) -> dict:
    score = Score()
    for outcome in outcomes:
        count(score, outcome.holds, outcome.truth)
    return facts(score)


def facts(score: Score) -> dict:
    return {
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
        "interval": _pair(score.interval) if score.interval else None,
    }


def by_form(outcomes: Iterable[Outcome]) -> dict[str, dict]:
    """F1 by the form of the text, of all labels together."""
    forms: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        forms[shape_of(outcome.row.text)].append(outcome)
    return {form: {"judged": len(some), **scored(some)} for form, some in sorted(forms.items())}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _pair(interval: tuple[float, float]) -> list[float]:
    return [round(end, 3) for end in interval]
