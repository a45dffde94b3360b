"""What one page shows of whom, gathered while it is made and written in one statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from casework.interface.requests.names import Named, noting

INSERT = """
    INSERT INTO children_fileaccess
        (child_id, worker_id, at, what, page, asked, found, children)
    SELECT child_id, worker_id, statement_timestamp(), what, page, asked, found, named FROM (
        SELECT %s::bigint AS child_id, %s::bigint AS worker_id, %s AS what, %s AS page,
               %s AS asked, CASE WHEN %s THEN cardinality(named) END AS found, named
        FROM (SELECT ARRAY(
            SELECT id FROM children_child
            WHERE (id = ANY(%s::bigint[]) OR person_id = ANY(%s::bigint[]))
              AND id <> ALL(%s::bigint[])
            ORDER BY id) AS named) AS others
        WHERE %s OR named <> '{{}}'
    ) AS page{more}
"""
MORE = " UNION ALL SELECT %s::bigint, %s::bigint, statement_timestamp(), %s, %s, '', NULL, '{}'"


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
    counted = searched or first is None
    values: list[Any] = [child, worker, words[:100], page[:100], asked[:500], counted]
    values += [list(named.children), list(named.people)]
    values += [[look.child for look in looks], bool(first) or searched]
    for look in others:
        values += [look.child, look.worker, look.what, page[:100]]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(more=MORE * len(others)), values)
