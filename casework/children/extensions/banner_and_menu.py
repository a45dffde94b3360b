"""The parts of a child's file, gathered from each app's ``child_file.py``.

An app says what it adds: facts for the banner (as annotations, so the banner stays one query),
alerts, a page in the file's row, a item in the record menu, and what still blocks closing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from casework.access.links import may_open
from casework.children.converters import address_of_file
from casework.interface.registry import Registry

SAYS = ("value", "note", "state")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One column of the banner.

    ``reads`` turns the annotated child into its words: (value, note), with a deadline's state as a
    third where it has one, or None. ``url`` names a page (taking the child) that says more.
    ``of_family`` is said on the family page as well.
    """

    order: int
    label: str
    annotations: Callable[[], dict[str, Any]]
    reads: Callable[[Any], tuple[str, ...] | None]
    url: str = ""
    of_family: bool = False

    def address(self, child) -> str:
        return address_of_file(child.pk, self.url) if self.url else ""


@dataclass(frozen=True, kw_only=True)
class BannerAlert:
    """A danger shown under the name: ``reads`` gives the words, or none of them. ``url`` names a
    page (taking the child) that says more."""

    order: int
    annotations: Callable[[], dict[str, Any]]
    reads: Callable[[Any], list[str]]
    danger: bool = True
    url: str = ""

    def address(self, child) -> str:
        return address_of_file(child.pk, self.url) if self.url else ""


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
    annotations: Callable[[], dict[str, Any]] = dict
    shown: Callable[[Any], bool] = bool


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """Something a worker can record, in the words of the record menu.

    ``order`` below 100 is for what is written in any week; from 100 on for a step in the work, and
    from 200 on for what changes in a child's life: these are folded away under a name.

    Once a child has died nothing is offered but what is still to be written down.
    """

    order: int
    label: str
    url: str
    note: str = ""
    after_death: bool = False
    shown: Callable[[Any], bool] = bool

    @property
    def group(self) -> str:
        return GROUPS[self.order // 100]


GROUPS = ("", "The next step in the work", "Something changed in the child’s life")


class Parts:
    """The four registries of a child's file, to which each app adds in one call."""

    def __init__(self) -> None:
        self.facts = Registry[Fact]("fact", key="label", order="order")
        self.alerts = Registry[BannerAlert]("alert", key="order", order="order")
        self.pages = Registry[Page]("page of the file", key="url", order="order")
        self.menu_items = Registry[MenuItem]("menu item", key="label", order="order")

    def add(self, *parts: Fact | BannerAlert | Page | MenuItem) -> None:
        kinds: dict[type, Registry[Any]] = {
            Fact: self.facts,
            BannerAlert: self.alerts,
            Page: self.pages,
            MenuItem: self.menu_items,
        }
        for part in parts:
            kinds[type(part)].add(part)

    def annotations(self) -> dict[str, Any]:
        """Everything the banner reads, as annotations of one query."""
        return {
            name: expression
            for part in (*self.facts, *self.alerts, *self.pages)
            for name, expression in part.annotations().items()
        }

    def pages_for(self, worker, child) -> Iterator[Page]:
        return (p for p in self.pages if p.shown(child) and may_open(worker, p.url))

    def menu_items_for(self, worker, child) -> Iterator[MenuItem]:
        living = child.person.died_on is None
        return (
            item
            for item in self.menu_items
            if (living or item.after_death) and item.shown(child) and may_open(worker, item.url)
        )

    def alerts_of(self, child) -> list[dict]:
        """At most three, dangers first."""
        words = [
            {"text": text, "danger": alert.danger, "url": alert.address(child)}
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
                "of_family": fact.of_family,
                **dict(zip(SAYS, words, strict=False)),
            }
            for fact, words in read
            if words
        ]


parts = Parts()
