"""The rules with a clock: each app's ``timescales.py`` adds its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.db.models import QuerySet

from casework.timescales.allowances import Allowance

CHILDREN_ACT_IN_FORCE = date(1991, 10, 14)
"""Local defaults hold for any record made under the Children Act 1989, in force from this day."""

Basis = Literal["statute", "guidance", "national", "local"]
Status = Literal["confirmed", "local", "unverified"]


@dataclass(frozen=True, kw_only=True)
class Timescale:
    """A duty with a clock.

    ``records`` gives the rows it applies to; ``opens`` names the column that starts the clock,
    ``met`` the one that stops it, ``lapses`` the one that ends the duty unmet. ``opens`` may be a
    day or an instant: a rule in days takes an instant to its London day first. ``time_known`` names
    a boolean that is false where only the day of an hours rule is known. A record is judged by the
    rule in force at its start. ``deed`` is the button's words and the URL name, taking the child,
    of the page where it is done.
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
    lapses: str | None = None
    lapses_because: str = "no longer applies"
    time_known: str | None = None
    effective_from: date = CHILDREN_ACT_IN_FORCE
    effective_to: date | None = None
    group: str = ""
    deed: tuple[str, str] | None = None

    @property
    def repeats(self) -> bool:
        return self.allows.interval

    @property
    def may_be_set(self) -> bool:
        """Whether a council may choose its own number: sooner where the limit is national."""
        return self.allows.amount is not None

    @property
    def limit_words(self) -> str:
        return self.words_of(self.allows.amount)

    def words_of(self, amount: int | None) -> str:
        """A limit of this rule as people say it: "45 working days", "every 6 weeks"."""
        words = replace(self.allows, amount=amount).words
        return f"every {words}" if self.repeats else words

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (not self.effective_to or day < self.effective_to)


class Milestone(Timescale):
    """A timescale whose finishing line is another record."""


class Registry:
    def __init__(self) -> None:
        self._rules: dict[str, Timescale] = {}

    def add(self, rule: Timescale) -> Timescale:
        if rule.code in self._rules:
            raise ValueError(f"The timescale {rule.code!r} is declared twice")
        self._rules[rule.code] = rule
        return rule

    def __iter__(self) -> Iterator[Timescale]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def __len__(self) -> int:
        return len(self._rules)

    def __getitem__(self, code: str) -> Timescale:
        """The rule of this code; a family name (``cp_visit``) means its repeating rule."""
        rule = self.get(code)
        if rule is None:
            raise KeyError(f"There is no timescale {code!r}")
        return rule

    def get(self, code: str) -> Timescale | None:
        return self._rules.get(code) or self._rules.get(f"{code}.next")

    def __contains__(self, code: str) -> bool:
        return self.get(code) is not None

    def family_names(self) -> dict[str, Timescale]:
        """Short names (``cp_visit``) and the repeating rule each stands for."""
        return {r.code.removesuffix(".next"): r for r in self if r.code.endswith(".next")}

    def codes_for(self, role: str) -> list[str]:
        return [rule.code for rule in self if rule.responsible == role]


registry = Registry()
