"""Texts of a record as they are read again: by their writer before they are sent, with what there
is to think about, and by a manager, with what the writer put aside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core import signing

from casework.children.models import ChildRecord
from casework.interface.words import counted, listed
from casework.writing.checks.engine import TITLES, check
from casework.writing.prompts.models import Dismissal, dismissed_of
from casework.writing.prompts.prompts import (
    ANSWERS,
    EXPLAINS,
    Aside,
    Beside,
    Prompt,
    Thoughts,
    answers,
    joined,
    thoughts,
)

SALT = "casework.writing.passage"


@dataclass(frozen=True)
class Passage:
    """One text of a record. ``called`` says which, in words of the page; ``url`` changes it. Where
    the words stand elsewhere, such as in the family's part, ``words`` is what they are."""

    record: ChildRecord
    field: str
    beside: Beside
    called: str
    url: str = ""
    words: str | None = None

    @property
    def text(self) -> str:
        if self.words is not None:
            return self.words
        return joined(self.beside.kind, self.fields)

    @property
    def fields(self) -> list[str]:
        names = self.beside.reads or (self.field,)
        return [str(getattr(self.record, name) or "") for name in names]

    @property
    def answered(self) -> list[str]:
        return [
            code
            for code, names in ANSWERS.items()
            if any(answers(code, getattr(self.record, name, None)) for name in names)
        ]

    @property
    def dismissed(self) -> list[Dismissal]:
        return dismissed_of(self.record, self.field)

    def thoughts(self) -> Thoughts:
        asides = [
            Aside(dismissal.code, dismissal.words, dismissal.reason) for dismissal in self.dismissed
        ]
        return thoughts(
            "",
            self.beside,
            self.text,
            fields=self.fields if self.words is None else (),
            answered=self.answered,
            asides=asides,
            authority_id=self.record.authority_id,
        )

    def token(self, prompt: Prompt, worker) -> str:
        """Stands for one prompt in a form that puts it aside: nobody can name another record."""
        return signing.dumps(
            {
                "worker": worker.pk,
                "child_id": self.record.child_id,
                "facts": {
                    "record": self.record._meta.label_lower,
                    "record_id": self.record.pk,
                    "field": self.field,
                    "kind": self.beside.kind,
                    "code": prompt.code,
                    "words": prompt.words[:120],
                },
            },
            salt=SALT,
        )


@dataclass(frozen=True)
class ToThink:
    """One text with what there is to think about in it, each with the token that puts it aside."""

    passage: Passage
    prompts: list[tuple[Prompt, str]]

    @property
    def counted(self) -> str:
        """Such as: 1 thing, 2 words."""
        hard = sum(prompt.code == EXPLAINS for prompt, _ in self.prompts)
        things = len(self.prompts) - hard
        return ", ".join(
            counted(number, noun)
            for number, noun in ((things, "things"), (hard, "words"))
            if number
        )


def to_think_about(passages: Iterable[Passage], worker) -> list[ToThink]:
    read = [(passage, passage.thoughts()) for passage in passages]
    return [
        ToThink(passage, [(prompt, passage.token(prompt, worker)) for prompt in to_think.every])
        for passage, to_think in read
        if to_think.any
    ]


@dataclass(frozen=True)
class PutAside:
    passage: Passage
    dismissal: Dismissal


def put_aside_in(passages: Iterable[Passage]) -> list[PutAside]:
    """What its writer put aside in these texts, with why, in the order of the page."""
    return [PutAside(passage, dismissal) for passage in passages for dismissal in passage.dismissed]


@dataclass(frozen=True)
class Made:
    """What the check makes of one thing a text may hold: whether, how sure, and by which words.
    ``asked`` where its writer was asked for it there."""

    code: str
    holds: bool
    percent: int
    words: str
    asked: bool

    @property
    def what(self) -> str:
        return TITLES[self.code]

    @property
    def brief(self) -> str:
        return f"{self.what} ({self.percent}%)"


@dataclass(frozen=True)
class MadeOfText:
    """All that the check makes of one text: what was asked for there line by line, the rest in
    brief."""

    passage: Passage
    made: list[Made]

    @property
    def asked(self) -> list[Made]:
        return [line for line in self.made if line.asked]

    @property
    def also_found(self) -> str:
        return listed(line.brief for line in self.made if not line.asked and line.holds)

    @property
    def not_found(self) -> str:
        return listed(line.brief for line in self.made if not line.asked and not line.holds)


def made_of(passages: Iterable[Passage]) -> list[MadeOfText]:
    """All that the check makes of these texts, also where it is not sure enough to say it to their
    writer: for a manager or an auditor, who judges."""
    return [
        MadeOfText(passage, made)
        for passage in passages
        if (made := list(made_of_text(passage.beside.kind, passage.text, passage.beside.only)))
    ]


def made_of_text(kind: str, text: str, only) -> Iterator[Made]:
    checked = check(kind, text)
    for code, judgement in checked.judged.items():
        holds = checked.labels[code] is True
        sure = judgement.sure if holds else 1 - judgement.sure
        words = judgement.sentence.words.strip() if holds else ""
        yield Made(code, holds, round(100 * sure), words, only is None or code in only)
