"""What a later app adds to an earlier app's pages of a child's file: from its ``child_file.py``.

The earlier page names itself and the record; it never learns who answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from casework.access.links import may_open
from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class PagePart:
    """A part of other pages: ``pages`` are their URL names, and ``reads`` gives what ``template``
    shows of a child to a worker, or nothing."""

    code: str
    order: int
    pages: frozenset[str]
    template: str
    reads: Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class WayOn:
    """A deed that can begin from a record where it is read. The page named by ``url`` (taking the
    child) is told which record, and fills itself in from it."""

    label: str
    url: str
    records: frozenset[str]

    def address(self, record) -> str:
        page = reverse(self.url, args=[record.child_id])
        return f"{page}?from={record._meta.label_lower}.{record.pk}"


page_parts = Registry[PagePart]("part of a page", key="code", order="order")
ways_on = Registry[WayOn]("way on", key="label")


def ways_on_from(record, worker) -> list[tuple[str, str]]:
    """The words and the address of each deed that begins from this record, where it opens."""
    return [
        (way.label, way.address(record))
        for way in ways_on
        if record._meta.label_lower in way.records and may_open(worker, way.url)
    ]
