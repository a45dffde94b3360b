"""The parts of a child's file, gathered from each app's ``file.py``.

An app says what it adds: facts for the banner (as annotations, so the banner stays one query),
alerts, a page in the file's row, a deed in the record menu, and what still blocks closing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from casework.access.roles import Permission

SAYS = ("value", "note", "state")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One column of the banner.

    ``reads`` turns the annotated child into its words: (value, note), with a deadline's state as a
    third where it has one, or None. ``url`` names a page (taking the child) that says more.
    """

    order: int
    label: str
    annotations: Callable[[], dict[str, Any]]
    reads: Callable[[Any], tuple[str, ...] | None]
    url: str = ""

    def address(self, child) -> str:
        return reverse(self.url, args=[child.pk]) if self.url else ""


@dataclass(frozen=True, kw_only=True)
class BannerAlert:
    """A danger shown under the name: ``reads`` gives the words, or none of them."""

    order: int
    annotations: Callable[[], dict[str, Any]]
    reads: Callable[[Any], list[str]]
    danger: bool = True


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the file: its word in the file row, and the name of its URL (taking the child).

    ``key`` opens it together with the browser's keys for shortcuts. A page that joins the row only
    when it has something says so with ``shown``, which reads the child with ``annotations``.
    """

    order: int
    label: str
    url: str
    key: str = ""
    permission: Permission = Permission.READ_FILES
    annotations: Callable[[], dict[str, Any]] = dict
    shown: Callable[[Any], bool] = bool


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something a worker can record, in the words of the record menu.

    ``order`` below 100 is for what is written in any week; from 100 on for a step in the work, and
    from 200 on for what changes in a child's life: these are folded away under a name.

    Once a child has died nothing is offered but what is still to be written down.
    """

    order: int
    label: str
    url: str
    note: str = ""
    permission: Permission = Permission.RECORD
    after_death: bool = False
    shown: Callable[[Any], bool] = bool

    @property
    def group(self) -> str:
        return GROUPS[self.order // 100]


GROUPS = ("", "The next step in the work", "Something changed in the child’s life")


@dataclass
class Parts:
    facts: list[Fact] = field(default_factory=list)
    alerts: list[BannerAlert] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)

    def add(self, *parts: Fact | BannerAlert | Page | Deed) -> None:
        kinds = {Fact: self.facts, BannerAlert: self.alerts, Page: self.pages, Deed: self.deeds}
        for part in parts:
            kept = kinds[type(part)]
            kept.append(part)
            kept.sort(key=lambda one: one.order)

    def annotations(self) -> dict[str, Any]:
        """Everything the banner reads, as annotations of one query."""
        return {
            name: expression
            for part in (*self.facts, *self.alerts, *self.pages)
            for name, expression in part.annotations().items()
        }

    def pages_for(self, worker, child) -> Iterator[Page]:
        return (p for p in self.pages if worker.may(p.permission) and p.shown(child))

    def deeds_for(self, worker, child) -> Iterator[Deed]:
        living = child.person.died_on is None
        return (
            deed
            for deed in self.deeds
            if worker.may(deed.permission) and (living or deed.after_death) and deed.shown(child)
        )

    def alerts_of(self, child) -> list[dict]:
        """At most three, dangers first."""
        words = [
            {"text": text, "danger": alert.danger}
            for alert in self.alerts
            for text in alert.reads(child)
        ]
        return words[:3]

    def facts_of(self, child) -> list[dict]:
        """The banner's columns that have something to say of this child."""
        read = ((fact, fact.reads(child)) for fact in self.facts)
        return [
            {
                "label": fact.label,
                "url": fact.address(child),
                **dict(zip(SAYS, words, strict=False)),
            }
            for fact, words in read
            if words
        ]


def _said(words: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(SAYS, words, strict=False))


parts = Parts()
