"""Whose names a page says, noted as it says them.

A page that names children is a look at them, whatever list or sentence they stand in. A list of
the pages that do would be forgotten by the next page; so the name itself tells it: whoever asks a
child, or a person, what they are called while a page is made is noted here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Named:
    """The keys of files, and of people of whom some have a file."""

    children: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.children or self.people)

    def forget(self) -> None:
        self.children.clear()
        self.people.clear()


_now: ContextVar[Named | None] = ContextVar("named", default=None)


@contextmanager
def noting(named: Named) -> Iterator[Named]:
    token = _now.set(named)
    try:
        yield named
    finally:
        _now.reset(token)


def note_child(key: int | None) -> None:
    if key is not None and (named := _now.get()) is not None:
        named.children.add(key)


def note_children(keys) -> None:
    """What the database wrote by itself, as the rows of the API."""
    if (named := _now.get()) is not None:
        named.children.update(key for key in keys if key is not None)


def note_person(key: int | None) -> None:
    if key is not None and (named := _now.get()) is not None:
        named.people.add(key)
