"""The rules with a clock: each app's ``timescales.py`` adds its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.db.models import QuerySet
from django.utils import timezone

from casework.interface.registry import Registry
from casework.timescales.allowances import Allowance

CHILDREN_ACT_IN_FORCE = date(1991, 10, 14)
"""Local defaults hold for any record made under the Children Act 1989, in force from this day."""

Basis = Literal["statute", "guidance", "national", "local"]
Status = Literal["confirmed", "local", "unverified"]


@dataclass(frozen=True)
class Edition:
    title: str
    effective_from: date
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (not self.effective_to or day < self.effective_to)


@dataclass(frozen=True)
class Document:
    """One document and its editions, the oldest first. Each is in force until the next."""

    name: str
    editions: tuple[Edition, ...]

    def cited_on(self, day: date, words: str) -> str:
        """The same words with the edition of that day named; before the first, as they are."""
        for edition in self.editions:
            if edition.in_force(day):
                return words.replace(self.name, edition.title, 1)
        return words


def document(name: str, *began: date) -> Document:
    """Editions are called by the year they were published in."""
    until = [*began[1:], None]
    return Document(
        name,
        tuple(
            Edition(f"{name} {day.year}", day, end) for day, end in zip(began, until, strict=True)
        ),
    )


WORKING_TOGETHER = document(
    "Working Together",
    date(2010, 3, 17),
    date(2013, 4, 15),
    date(2015, 3, 26),
    date(2018, 7, 4),
    date(2023, 12, 15),
    date(2026, 3, 19),
)
"""Working Together to Safeguard Children. That the edition of 2026 keeps the numbers of 2023 was
not read again: each rule says how sure it is."""


@dataclass(frozen=True, kw_only=True)
class Timescale:
    """A duty with a clock.

    ``records`` gives the rows it applies to; ``opens`` names the column that starts the clock,
    ``met`` the one that stops it, ``lapses`` the one that ends the duty unmet. ``opens`` may be a
    day or an instant: a rule in days takes an instant to its London day first. ``time_known`` names
    a boolean that is false where only the day of an hours rule is known. A record is judged by the
    rule in force at its start, and ``source`` names the edition of that day (``editions``).
    ``action_link`` is the button's words and the URL name, taking the child, of the page where it
    is done. ``also`` is a second role on whose own list it stands. ``unless`` says which answers of
    the record make another rule kept instead: the field, the answer, and the code of that rule, or
    nothing where none is.
    """

    code: str
    title: str
    source: str
    records: Callable[[], QuerySet]
    opens: str
    allows: Allowance
    met: str
    basis: Basis = "guidance"
    status: Status = "confirmed"
    responsible: str = "social_worker"
    also: str = ""
    lapses: str | None = None
    lapses_because: str = "no longer applies"
    time_known: str | None = None
    effective_from: date = CHILDREN_ACT_IN_FORCE
    effective_to: date | None = None
    group: str = ""
    action_link: tuple[str, str] | None = None
    unless: tuple[tuple[str, str, str], ...] = ()
    editions: Document | None = None

    @property
    def repeats(self) -> bool:
        return self.allows.interval

    @property
    def may_be_set(self) -> bool:
        """Whether a council may choose its own number: sooner where the limit is national."""
        return self.allows.amount is not None

    @property
    def has_room(self) -> bool:
        """Whether there is such a number: below a national limit of one there is none."""
        amount = self.allows.amount
        return amount is not None and (self.basis == "local" or amount > 1)

    @property
    def limit_words(self) -> str:
        return self.words_of(self.allows.amount)

    def words_of(self, amount: int | None) -> str:
        """A limit of this rule as people say it: "45 working days", "every 6 weeks"."""
        words = replace(self.allows, amount=amount).words
        return f"every {words}" if self.repeats else words

    def source_on(self, day: date) -> str:
        """Where the rule comes from, as it stood that day."""
        return self.editions.cited_on(day, self.source) if self.editions else self.source

    @property
    def source_today(self) -> str:
        return self.source_on(timezone.localdate())

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (not self.effective_to or day < self.effective_to)


class Milestone(Timescale):
    """A timescale whose finishing line is another record."""


class Timescales(Registry[Timescale]):
    def get(self, key: str) -> Timescale | None:
        """The rule of this code; a family name (``cp_visit``) means its repeating rule."""
        return super().get(key) or super().get(f"{key}.next")

    def __getitem__(self, key: str) -> Timescale:
        rule = self.entries.get(key) or self.get(key)  # a list of fifty asks three hundred times
        if rule is None:
            raise KeyError(f"There is no timescale {key!r}")
        return rule

    def family_names(self) -> dict[str, Timescale]:
        """Short names (``cp_visit``) and the repeating rule each stands for."""
        return {r.code.removesuffix(".next"): r for r in self if r.code.endswith(".next")}

    def codes_for(self, role: str) -> list[str]:
        return [rule.code for rule in self if rule.responsible == role]

    def codes_shown_to(self, role: str) -> list[str]:
        """Those this role answers for, and those it keeps an eye on as well."""
        return [rule.code for rule in self if role in (rule.responsible, rule.also)]


registry = Timescales("timescale", order="code")
