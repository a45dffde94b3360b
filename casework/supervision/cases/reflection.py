"""The questions of the practice model: words are data, so that a council can write its own."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from casework.supervision.models import OwnQuestion
from casework.supervision.models.cases import REFLECTIONS

SHIPPED = Path(__file__).with_name("reflection.toml")


@dataclass(frozen=True)
class Question:
    field: str
    asks: str
    prompts: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        return " ".join(self.prompts)


@cache
def questions(path: Path = SHIPPED) -> tuple[Question, ...]:
    """Each question once, in the order they are asked; a field nobody asks about is refused."""
    rows = tomllib.loads(path.read_text())["question"]
    asked = tuple(Question(row["field"], row["asks"], tuple(row["prompts"])) for row in rows)
    if sorted(question.field for question in asked) != sorted(REFLECTIONS):
        raise ValueError(f"{path.name} must ask each of {', '.join(REFLECTIONS)} once")
    return asked


def questions_of(authority, at: datetime | None = None) -> tuple[Question, ...]:
    """As this council asks them, now or when something was written: its own words, or those that
    come with Casework."""
    own = OwnQuestion.objects.of(authority).in_force(at)
    return tuple(
        Question(asked.field, own[asked.field].asks, _lines(own[asked.field].prompts))
        if asked.field in own
        else asked
        for asked in questions()
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def answers_of(discussion) -> list[tuple[Question, str]]:
    """What was thought, with the question it answered then; one left empty is left out."""
    asked = questions_of(discussion.authority_id, discussion.recorded_at)
    read = ((question, getattr(discussion, question.field)) for question in asked)
    return [(question, text) for question, text in read if text]
