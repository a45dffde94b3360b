"""What letters can say. An app's ``letters.py`` registers sources: facts of a record as plain data.

    registry.add(Source(
        code="referral", title="A referral and what was decided",
        choices=referrals_of, facts=facts_of_referral, demonstration={...}))

``demonstration`` has every field that ``facts`` gives, filled in for a child who does not exist: it
is what an administrator's preview shows, and the list of the fields a template may name.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casework.interface.registry import Registry

Facts = dict[str, Any]


def once_for_a_child(child, worker) -> list[tuple[str, str]]:
    """For what is about the child and not about one record of theirs."""
    return [("", "")]


def on_no_other_file(letter, worker) -> list[Any]:
    return []


@dataclass(frozen=True, kw_only=True)
class Source:
    """``choices`` gives the records a letter could be about: their key and their words, none where
    there is nothing to write of. ``facts`` reads one of them; it must find it by its own key among
    this child's records, since a key is only what was posted. Where ``facts`` has a ``title``, the
    letter is called so until its writer calls it something else. ``also_on`` gives brothers and
    sisters whose files the letter stands on too once it is final.
    """

    code: str
    title: str
    facts: Callable[[Any, Any, str], Facts]
    demonstration: Facts = field(default_factory=dict)
    choices: Callable[[Any, Any], list[tuple[str, str]]] = once_for_a_child
    also_on: Callable[[Any, Any], list[Any]] = on_no_other_file


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A template that comes with Casework. Changed here, it becomes a new version where it is
    installed; a council that has written its own keeps its own."""

    code: str
    source: str
    title: str
    kind: str
    body: str


registry = Registry[Source]("source of facts")
shipped = Registry[Shipped]("template")
