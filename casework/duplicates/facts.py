"""What each file says of who the child is, and what is said where they differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.children.codes import DisabilityCode, Ethnicity, Sex
from casework.children.models import Child
from casework.duplicates.tables import Pair
from casework.interface.words import full_day

KEPT, ABSORBED = "kept", "absorbed"
NAME = ("given_name", "family_name")
NUMBERS = ("nhs_number", "upn", "former_upn", "local_id")
OF_THE_FILE = (*NUMBERS, "upn_unknown", "school", "team")
NOTHING: tuple[Any, ...] = (None, "", [], Sex.UNKNOWN, Ethnicity.NOBT, False)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a file says of the child: in which columns, and in what words."""

    code: str
    label: str
    columns: tuple[str, ...]

    @property
    def of_file(self) -> bool:
        return self.columns[0] in OF_THE_FILE

    def holder(self, child: Child) -> Any:
        return child if self.of_file else child.person

    def values(self, child: Child) -> list[Any]:
        return [getattr(self.holder(child), column) for column in self.columns]

    def blank(self, child: Child) -> bool:
        return all(value in NOTHING for value in self.values(child))

    def said(self, child: Child) -> str:
        parts = [self._words(child, column) for column in self.columns]
        return " ".join(filter(None, parts))

    def _words(self, child: Child, column: str) -> str:
        holder = self.holder(child)
        value = getattr(holder, column)
        if column == "disabilities":
            return ", ".join(str(DisabilityCode(code).label) for code in value)
        if value in NOTHING:
            return ""
        shown = getattr(holder, f"get_{column}_display", None)
        if isinstance(value, date):
            return full_day(value)
        return "Yes" if value is True else str(shown() if shown else value)

    def differs(self, pair: Pair) -> bool:
        """Both say something, and not the same."""
        if self.blank(pair.kept) or self.blank(pair.absorbed):
            return False
        return self.values(pair.kept) != self.values(pair.absorbed)


def _fact(label: str, *columns: str) -> Fact:
    return Fact(code="_".join(columns), label=label, columns=columns)


FACTS = (
    _fact("Name", *NAME),
    _fact("Likes to be called", "known_as"),
    _fact("Date of birth", "born_on"),
    _fact("Expected date of birth", "expected_on"),
    _fact("Date of death", "died_on"),
    _fact("Sex", "sex"),
    _fact("Gender", "gender"),
    _fact("Pronouns", "pronouns"),
    _fact("Ethnicity", "ethnicity"),
    _fact("Disabilities", "disabilities"),
    _fact("Religion or belief", "religion"),
    _fact("Languages", "languages"),
    _fact("Needs an interpreter", "needs_interpreter"),
    _fact("How they understand and say things best", "communication_needs"),
    _fact("Phone", "phone"),
    _fact("NHS number", "nhs_number"),
    _fact("Unique pupil number", "upn"),
    _fact("Former unique pupil number", "former_upn"),
    _fact("Why there is no unique pupil number", "upn_unknown"),
    _fact("Identifier in earlier systems", "local_id"),
    _fact("School or nursery", "school"),
    _fact("Team", "team"),
)


def differing(pair: Pair) -> list[Fact]:
    return [fact for fact in FACTS if fact.differs(pair)]


def taken(pair: Pair, chosen: dict[str, str]) -> Iterator[Fact]:
    """What the kept file takes from the other: what was chosen, and what it did not say itself."""
    for fact in FACTS:
        if fact.differs(pair):
            if chosen.get(fact.code) == ABSORBED:
                yield fact
        elif fact.blank(pair.kept) and not fact.blank(pair.absorbed):
            yield fact


def take_over(pair: Pair, chosen: dict[str, str]) -> None:
    """Write them. A number that is taken changes places with the other, so that no third file may
    have either, and both lead to the file that is kept."""
    kept, absorbed = pair.kept, pair.absorbed
    facts = list(taken(pair, chosen))
    _exchange_numbers(pair, [fact for fact in facts if fact.code in NUMBERS])
    for fact in facts:
        if fact.code not in NUMBERS:
            for column in fact.columns:
                setattr(fact.holder(kept), column, getattr(fact.holder(absorbed), column))
    if kept.upn:
        kept.upn_unknown = ""
    kept.restricted = kept.restricted or absorbed.restricted
    kept.opened_on = min(kept.opened_on, absorbed.opened_on)
    kept.person.save()
    kept.save()


def _exchange_numbers(pair: Pair, facts: Iterable[Fact]) -> None:
    columns = [fact.code for fact in facts]
    if not columns:
        return
    values = [(column, getattr(pair.kept, column)) for column in columns]
    for column in columns:
        setattr(pair.kept, column, getattr(pair.absorbed, column))
        setattr(pair.absorbed, column, "")
    pair.absorbed.save(update_fields=columns)
    pair.kept.save(update_fields=columns)
    for column, value in values:
        setattr(pair.absorbed, column, value)
    pair.absorbed.save(update_fields=columns)
