"""What ends for a child when they die, turn 18, become another council's, or help is over.

Each app says from its ``child_file.py`` what it keeps open and how that ends. A clock needs
nothing: the sweep lets it lapse with its reason. Nothing is deleted, and no day on which something
was *done* is made up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from casework.children.models import Child
from casework.interface.registry import Registry


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


def never(record) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Ends:
    """One kind of record that stays open until something ends it.

    ``records`` gives the open ones, ``of`` the path from them to the child, ``label`` their words
    and ``end`` ends one. ``causes`` are the endings it hears of. ``waits_for_conference`` says
    whether one ends with a move only once the other council has held its conference.
    """

    order: int
    records: Callable[[], QuerySet]
    label: Callable[[Any], str]
    end: Callable[[Any, Ending], None]
    causes: frozenset[Cause] = frozenset({Cause.DIED, Cause.GROWN, Cause.MOVED})
    of: str = "child"
    waits_for_conference: Callable[[Any], bool] = never

    def of_child(self, child: Child) -> QuerySet:
        return self.records().filter(**{self.of: child})


class Endings(Registry[Ends]):
    def hearing_of(self, cause: Cause) -> Iterable[Ends]:
        return (kind for kind in self if cause in kind.causes)

    def open_for(self, child: Child, cause: Cause) -> list[str]:
        """What would end, in words."""
        return [
            words
            for kind in self.hearing_of(cause)
            for record in kind.of_child(child)
            if (words := kind.label(record))
        ]

    def wait_for_conference(self, child: Child) -> bool:
        """Whether something open here goes with the child only after the other council's
        conference, whatever was said when the move was written down."""
        return any(
            kind.waits_for_conference(record)
            for kind in self.hearing_of(Cause.MOVED)
            if kind.waits_for_conference is not never
            for record in kind.of_child(child)
        )

    def each_open_for(self, child: Child, cause: Cause) -> dict[str, tuple[Ends, object]]:
        """Each open record by the name of the question about it."""
        return {
            f"open_{kind.order}_{record.pk}": (kind, record)
            for kind in self.hearing_of(cause)
            for record in kind.of_child(child)
        }

    def children_with_something(self, cause: Cause, children: QuerySet) -> set[int]:
        """The numbers of those of the children for whom something is still open."""
        numbers = (
            kind.records().filter(**{f"{kind.of}__in": children}).values_list(kind.of, flat=True)
            for kind in self.hearing_of(cause)
        )
        return set(chain.from_iterable(numbers))

    @transaction.atomic
    def end(self, ending: Ending) -> list[str]:
        """End it all; says what ended."""
        ended = []
        for kind in self.hearing_of(ending.cause):
            for record in kind.of_child(ending.child):
                ended.append(kind.label(record))
                kind.end(record, ending)
        return ended


endings = Endings("kind of ending", key="order", order="order")
