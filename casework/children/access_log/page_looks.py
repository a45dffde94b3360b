"""What one page shows of whom, gathered while it is made and written in one statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection

from casework.interface.requests.names import Named, noting
from casework.interface.statements import Several, Written

INSERT = """
    INSERT INTO children_fileaccess
        (child_id, worker_id, at, what, page, asked, found, children)
    SELECT child_id, worker_id, statement_timestamp(), what, page, asked,
           CASE WHEN child_id IS NULL OR searched THEN cardinality(named) END, named
    FROM (
        SELECT %s::bigint AS child_id, %s::bigint AS worker_id, %s AS what, %s AS page,
               %s AS asked, %s::bigint = 1 AS searched, ARRAY(
            SELECT id FROM children_child
            WHERE (id = ANY(%s::bigint[]) OR person_id = ANY(%s::bigint[]))
              AND id <> ALL(%s::bigint[])
            ORDER BY id) AS named
        OFFSET 0
    ) AS page
    WHERE child_id IS NOT NULL OR searched OR named <> '{{}}'{more}
"""
MORE = " UNION ALL SELECT %s::bigint, %s::bigint, statement_timestamp(), %s, %s, '', NULL, '{}'"
VALUES = (
    -620_011,
    -620_012,
    "what was looked at",
    "the name of a page",
    "what was asked for",
    -620_013,
    Several("children named"),
    Several("people named"),
    Several("files opened"),
)
"""Stand in for the values of ``INSERT``, in their order. ``OFFSET`` has whom it names looked up
once, and not wherever ``named`` stands."""


@dataclass(frozen=True)
class Look:
    """At one file, for what the page says of itself."""

    worker: int
    child: int
    what: str


@dataclass
class Gathered:
    """``named`` are all whom the page names, ``looks`` the files it says that it opened."""

    named: Named = field(default_factory=Named)
    looks: list[Look] = field(default_factory=list)


_page: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


def gathered() -> Gathered | None:
    return _page.get()


@contextmanager
def gathering(page: Gathered) -> Iterator[Gathered]:
    token = _page.set(page)
    try:
        with noting(page.named):
            yield page
    finally:
        _page.reset(token)


def write(
    looks: list[Look],
    named: Named | None = None,
    *,
    worker: int | None = None,
    what: str = "",
    page: str = "",
    asked: str = "",
    searched: bool = False,
) -> None:
    """One statement, or none where there is nothing to say. The first row carries whom else the
    page names, with what was asked; ``searched`` is kept even where nobody was found."""
    looks = list(dict.fromkeys(looks))
    named = named or Named()
    if not (looks or named or searched):
        return
    first, others = (looks[0], looks[1:]) if looks else (None, [])
    child, worker = (first.child, first.worker) if first else (None, worker)
    words = first.what if first else what
    values: list[Any] = [child, worker, words[:100], page[:100], asked[:500], int(searched)]
    values += [list(named.children), list(named.people), [look.child for look in looks]]
    if not others:
        _one_row().run(dict(zip(VALUES, values, strict=True)))
        return
    for look in others:
        values += [look.child, look.worker, look.what, page[:100]]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(more=MORE * len(others)), values)


@cache
def _one_row() -> Written:
    return Written(INSERT.format(more=""), VALUES)
