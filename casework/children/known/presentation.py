"""What may be said of a file that somebody asked about: the least that keeps a child safe."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class KnownFile:
    """One file, as it may be told. Of a restricted one nothing but whom to ring is here to show."""

    ring: str
    restricted: bool = False
    name: str = ""
    number: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    url: str = ""
    is_open: bool = False
    held: bool = False
    team: str = ""
    plan: bool = False
    alert: bool = False
    former_home: str = ""
    ask: int | None = None
    place: int = 0

    @classmethod
    def of(cls, child: Any, ask: int | None = None, place: int = 0) -> "KnownFile":
        """Of a child read ``with_the_least``; the place of their file in the answer to a question
        says which one it is without its number."""
        if child.restricted and not child.least_openable:
            return cls(ring=child.least_ring, restricted=True, ask=ask, place=place)
        return cls(
            ask=ask,
            place=place,
            ring=child.least_ring,
            name=child.name,
            number=child.number,
            born_on=child.person.born_on,
            expected_on=child.person.expected_on,
            url=child.get_absolute_url() if child.least_openable else "",
            is_open=child.least_open,
            held=child.least_held,
            team=child.least_team or "",
            plan=child.least_plan,
            alert=child.least_alert,
            former_home=", ".join(home.until_words for home in getattr(child, "former_homes", [])),
        )

    @property
    def whom(self) -> str:
        return whom_of(self.ring, self.team)

    @property
    def words(self) -> str:
        """In one sentence, for the error beside a number."""
        if self.restricted:
            return f"There is a restricted file: ring {self.ring}"
        return f"ring {self.whom}" if not self.url else f"{self.name}, {self.number}"


@dataclass(frozen=True)
class Elsewhere:
    """Other children of the family whose files this worker cannot open; not who they are."""

    whom: str
    many: int

    @property
    def words(self) -> str:
        if self.many == 1:
            return f"Another child of the family has a file you cannot open: ring {self.whom}"
        many = f"{self.many} other children of the family have files you cannot open"
        return f"{many}: ring {self.whom}"


def elsewhere_in(siblings: Iterable[Any]) -> list[Elsewhere]:
    """Of brothers and sisters read ``with_whom_to_ring``, whom to ask about those held elsewhere.
    Of a restricted child nothing is said."""
    hidden = (child for child in siblings if not child.least_openable and not child.restricted)
    whom = Counter(whom_of(child.least_ring, child.least_team) for child in hidden)
    return [Elsewhere(contact, many) for contact, many in sorted(whom.items())]


def whom_of(ring: str, team: str | None) -> str:
    """Amira Hussain, Safeguarding team 2."""
    return ", ".join(filter(None, [ring, team]))
