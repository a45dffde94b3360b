"""The questions of the practice model: words are data, so that a council can write its own."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


def answers_of(discussion) -> list[tuple[Question, str]]:
    """What was thought, with the question it answers; a question left empty is left out."""
    read = ((question, getattr(discussion, question.field)) for question in questions())
    return [(question, text) for question, text in read if text]
