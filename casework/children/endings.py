"""What ends for a child when they die, turn 18, become another council's, or help is over.

Each app says from its ``file.py`` what it keeps open and how that ends. A clock needs nothing: the
sweep lets it lapse with its reason. Nothing is deleted, and no day on which something was *done* is
made up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from casework.children.models import Child


class Cause(StrEnum):
    DIED = "died"
    GROWN = "grown"
    MOVED = "moved"
    CLOSED = "closed"


BECAUSE = {
    Cause.DIED: "{name} died",
    Cause.GROWN: "{name} turned 18",
    Cause.MOVED: "{name} moved to another council",
    Cause.CLOSED: "Help from children’s social care ended",
}


@dataclass(frozen=True, kw_only=True)
class Ending:
    """That everything open for one child ends, from which day, and why."""

    child: Child
    day: date
    cause: Cause
    by: object = None

    @property
    def because(self) -> str:
        name = self.child.first_name or "The baby"
        if self.cause == Cause.DIED and self.child.person.born_on is None:
            return "The pregnancy ended"
        return BECAUSE[self.cause].format(name=name)

    def on_or_after(self, day: date) -> date:
        """The day it ended; something begun later ends the day it began."""
        return max(self.day, day)


def always(record) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Ends:
    """One kind of record that stays open until something ends it.

    ``records`` gives the open ones, ``of`` the path from them to the child, ``said`` their words
    and ``end`` ends one. ``causes`` are the endings it hears of.
    """

    order: int
    records: Callable[[], QuerySet]
    said: Callable[[object], str]
    end: Callable[[object, Ending], None]
    causes: frozenset[Cause] = frozenset({Cause.DIED, Cause.GROWN, Cause.MOVED})
    of: str = "child"

    def of_child(self, child: Child) -> QuerySet:
        return self.records().filter(**{self.of: child})


@dataclass
class Endings:
    kinds: list[Ends] = field(default_factory=list)

    def add(self, *kinds: Ends) -> None:
        self.kinds.extend(kinds)
        self.kinds.sort(key=lambda one: one.order)

    def hearing_of(self, cause: Cause) -> Iterable[Ends]:
        return (kind for kind in self.kinds if cause in kind.causes)

    def open_for(self, child: Child, cause: Cause) -> list[str]:
        """What would end, in words."""
        return [
            words
            for kind in self.hearing_of(cause)
            for one in kind.of_child(child)
            if (words := kind.said(one))
        ]

    def each_open_for(self, child: Child, cause: Cause) -> dict[str, tuple[Ends, object]]:
        """Each open record by the name of the question about it."""
        return {
            f"open_{kind.order}_{one.pk}": (kind, one)
            for kind in self.hearing_of(cause)
            for one in kind.of_child(child)
        }

    def children_with_something(self, cause: Cause, children: QuerySet) -> set[int]:
        """The numbers of those of the children for whom something is still open."""
        found = (
            kind.records().filter(**{f"{kind.of}__in": children}).values_list(kind.of, flat=True)
            for kind in self.hearing_of(cause)
        )
        return set(chain.from_iterable(found))

    @transaction.atomic
    def end(self, ending: Ending) -> list[str]:
        """End it all; says what ended."""
        ended = []
        for kind in self.hearing_of(ending.cause):
            for record in kind.of_child(ending.child):
                ended.append(kind.said(record))
                kind.end(record, ending)
        return ended


endings = Endings()
