"""Files by the hundred, and whose turn it is with them.

Two that work out the same file at once would each write what it read. So whoever works out a file
holds it by an advisory lock, taken before anything of it is read: who comes second reads what the
first left. A lock is shared by neighbouring files, so that no batch takes more than PostgreSQL has
room for, and locks are taken in the order of their numbers, so that two batches never wait for each
other.

A save may hold rows that a batch must read, and then ask for that batch's files. It is the batch
that gives way: it waits for anything half a second at most, lets everything go and tries again.
Should PostgreSQL see a deadlock before that and choose the save, only its asking is undone, and it
asks again: what was saved stands.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction

LOCK = 620_001
NEIGHBOURS, LOCKS = 16, 2048
"""Files that share a lock, and how many locks there are at most."""
BATCH = 1000
PATIENCE, TRIES = "500ms", 20
ONCE = "SET LOCAL plan_cache_mode = force_generic_plan; "
"""What is planned for one file, or for a span, is good for any other: nothing is planned again."""
GAVE_WAY = {"55P03", "40P01"}
"""PostgreSQL's codes: a lock was not had in time, and a deadlock."""

T = TypeVar("T")


@dataclass(frozen=True)
class Some:
    """These files, by their numbers in order."""

    ids: Sequence[int]
    scope = "d.child_id = ANY(%s)"

    def keys(self) -> list[int]:
        return list(self.ids)

    @property
    def params(self) -> list[Any]:
        return [list(self.ids)]

    @property
    def locks(self) -> list[int]:
        return sorted({_lock_of(key) for key in self.ids})


class One(Some):
    """A file by itself: what is asked of it is the same for each, and planned once."""

    scope = "d.child_id = %s"

    @property
    def params(self) -> list[Any]:
        return list(self.ids)


@dataclass(frozen=True)
class Span:
    """Every file from one number to another, which PostgreSQL finds by its index whatever it knows
    of their numbers."""

    first: int
    last: int
    scope = "d.child_id BETWEEN %s AND %s"

    def keys(self) -> list[int]:
        between = "SELECT id FROM children_child WHERE id BETWEEN %s AND %s ORDER BY id"
        return keys_asked(between, self.params)

    @property
    def params(self) -> list[Any]:
        return [self.first, self.last]

    @property
    def locks(self) -> list[int]:
        neighbours = range(self.first // NEIGHBOURS, self.last // NEIGHBOURS + 1)
        return sorted({number % LOCKS for number in neighbours})


Files = Some | Span


def _lock_of(key: int) -> int:
    return key // NEIGHBOURS % LOCKS


def spans_of(ids: Sequence[int]) -> list[Span]:
    """Spans that hold these numbers, ``BATCH`` in each."""
    starts = [*range(0, len(ids), BATCH), len(ids)]
    return [Span(ids[at], ids[until - 1]) for at, until in pairwise(starts)]


def files_of(authority=None) -> list[int]:
    """The numbers of every file, or of one authority's, in order."""
    whose, params = ("true", []) if authority is None else ("authority_id = %s", [authority.pk])
    return keys_asked(f"SELECT id FROM children_child WHERE {whose} ORDER BY id", params)


def keys_asked(question: str, params: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, params)
        return [key for (key,) in cursor.fetchall()]


def held(files: Files, work: Callable[[Any], T]) -> T:
    """What ``work`` makes of these files while they are held.

    Within another transaction it waits for its turn as long as it takes: others give way to it.
    """
    hurry = "" if connection.in_atomic_block else f"SET LOCAL lock_timeout = '{PATIENCE}'; {ONCE}"
    for _ in range(TRIES - 1):
        with suppress(_GaveWay):
            return _hold(files, work, hurry)
    return _hold(files, work, hurry)


class _GaveWay(OperationalError):
    """Another had it for too long."""


def _hold(files: Files, work: Callable[[Any], T], hurry: str) -> T:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"{hurry}SELECT pg_advisory_xact_lock(%s, lock) FROM unnest(%s::int[]) AS lock",
                [LOCK, files.locks],
            )
            return work(cursor)
    except OperationalError as fault:
        if getattr(fault.__cause__, "pgcode", None) in GAVE_WAY:
            raise _GaveWay(*fault.args) from fault
        raise
