"""Asking the whole authority whether a child has a file; every question is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from casework.children.access_log import log_look
from casework.children.house_moves.queries import say_where_they_lived
from casework.children.known.presentation import KnownFile
from casework.children.models import Ask, Child, even_merged, terms
from casework.interface.words import full_day

MOST = 20
ASKED = "asked if known"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was typed about a child."""

    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    numbers: tuple[str, ...] = ()
    address: str = ""

    @property
    def words(self) -> str:
        """As it is kept: one line."""
        name = f"{self.given_name} {self.family_name}".strip()
        born = f"born {full_day(self.born_on)}" if self.born_on else ""
        expected = f"expected {full_day(self.expected_on)}" if self.expected_on else ""
        return ", ".join(filter(None, [name, born, expected, *self.numbers, self.address]))

    @property
    def asks(self) -> bool:
        """Enough to ask with: a whole name, or a number."""
        named = self.family_name and (self.given_name or self.expected_on or self.born_on)
        return bool(named or self.numbers or self.address)

    @classmethod
    def about(cls, child: Child) -> "Question":
        """Whether there is a second file for a child who has one."""
        person = child.person
        return cls(
            given_name=person.given_name,
            family_name=person.family_name,
            born_on=person.born_on,
            expected_on=person.expected_on,
            numbers=tuple(filter(None, [child.nhs_number, child.upn])),
        )

    @classmethod
    def of_words(cls, text: str) -> "Question":
        """From one line as people type it: first name, last name, a birth date, a number."""
        names, numbers, born_on = [], [], None
        for term in terms(text):
            if day := day_of(term):
                born_on = day
            elif any(letter.isdigit() for letter in term):
                numbers.append(term)
            else:
                names.append(term)
        given_name, family_name = (names[0], " ".join(names[1:])) if len(names) > 1 else ("", "")
        return cls(
            given_name=given_name,
            family_name=family_name,
            born_on=born_on,
            numbers=tuple(dict.fromkeys(["".join(numbers), *numbers])) if numbers else (),
        )


def day_of(term: str) -> date | None:
    """The day that a term is, None where it is no day of the calendar."""
    if len(term) != len("2026-01-31"):
        return None
    try:
        return date.fromisoformat(term)
    except ValueError:
        return None


@transaction.atomic
def ask(worker, question: Question, *, where: str, but: Iterable[int] = ()) -> list[KnownFile]:
    """Every file of the authority that may be this child's; who asked, and what, is kept."""
    children = _likely(worker, question, but)
    kept = _keep(worker, question, where, children)
    say_where_they_lived(children, question.address)
    return [KnownFile.of(child, kept.pk, place) for place, child in enumerate(children)]


def ask_beyond(worker, question: Question, *, where: str, but=()) -> list[KnownFile]:
    """Only the files that this worker cannot open: the others the page shows itself."""
    if not question.asks:
        return []
    return [file for file in ask(worker, question, where=where, but=but) if not file.url]


def _likely(worker, question: Question, but) -> list[Child]:
    known = Child.objects.known_to_authority(worker).likely_duplicates(
        given_name=question.given_name,
        family_name=question.family_name,
        born_on=question.born_on,
        expected_on=question.expected_on,
        numbers=question.numbers,
        address=question.address,
    )
    return list(known.exclude(pk__in=list(but)).with_person().by_name()[:MOST])


def _keep(worker, question: Question, where: str, children: list[Child]) -> Ask:
    kept = Ask.objects.create(
        authority_id=worker.authority_id,
        worker=worker,
        where=where,
        typed=question.words[:400],
        files=[child.pk for child in children],
    )
    for child in children:
        log_look(worker, child, f"{ASKED}: {question.words}")
    return kept


def whose_number(worker, number: str, *, field: str, but: int | None = None) -> KnownFile | None:
    """Whose file has this number already, or had it before it was merged. What is asked is kept
    only where there is one."""
    files = even_merged().filter(authority=worker.authority_id, **{field: number})
    held = files.exclude(pk=but).values_list("pk", flat=True).first() if number else None
    others = Child.objects.numbered(held or 0)
    child = others.with_the_least(worker).with_person().first() if held else None
    if child is None:
        return None
    _keep(worker, Question(numbers=(number,)), Ask.Where.NUMBER, [child])
    return KnownFile.of(child)
