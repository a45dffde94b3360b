"""What becomes of each record when two files turn out to be one child's.

Whatever can be put right (``mistakes``) goes to the file that is kept, with every other row that
names the child or the person: a model that says nothing here and nothing there fails a test. What
a file has one of at a time is said with ``Once``. The merging itself is ``casework/duplicates/``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet

from casework.children.extensions.mistakes import mistakes, never
from casework.interface.registry import Registry


class Then(StrEnum):
    MOVES = "goes to the file that is kept"
    STAYS = "stays with the old number"
    BY_ITSELF = "is answered by the merge itself"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What becomes of the rows that point at a child or a person by this field, and why.

    ``whole`` keeps every such row as it stood, because what is worked out again may delete it;
    ``counted`` says that it is itself worked out again.
    """

    model: type[Model]
    field: str
    then: Then = Then.MOVES
    because: str
    whole: bool = False
    counted: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.model._meta.label_lower, self.field


answers = Registry[Answer]("answer to a merge", key="key")


def answer_to(field: ForeignKey) -> Then | None:
    """None where nobody has said what becomes of rows that point at a child by this field."""
    label = field.model._meta.label_lower
    answer = answers.get((label, field.name))
    if answer:
        return answer.then
    return Then.MOVES if label in mistakes else None


def kept_whole(*, counted: bool = False) -> set[str]:
    """The tables of which a merge keeps every row as it stood; only those counted anew."""
    return {
        answer.model._meta.db_table
        for answer in answers
        if answer.whole and (answer.counted or not counted)
    }


@dataclass(frozen=True, kw_only=True)
class Once:
    """What a file has one of at a time: where each of two files has one, a manager says which
    stands.

    ``open`` gives those that may stand only once, ``rivals`` those that cannot stand beside a
    record; without them the constraints of the model say so.
    ``both`` may go on where the law does not forbid it. Where ``same`` says so of the two nobody is
    asked: they are one fact written twice. ``ends`` ends the other one; without it, it is withdrawn
    as written down twice, and what hangs on it (``gathers``) hangs on the one that stands.
    """

    model: type[Model]
    called: str = ""
    open: Callable[[], QuerySet] | None = None
    both: bool = False
    rivals: Callable[[Any], Q] | None = None
    same: Callable[[Any, Any], bool] = never
    ends: Callable[..., None] | None = None
    gathers: bool = True

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def word(self) -> str:
        return self.called or mistakes[self.label].word.lower()


once = Registry[Once]("record that stands once", key="label")


def once_of(model: type[Model]) -> Once:
    return once.get(model._meta.label_lower) or Once(model=model)
