"""Statements put together once in a process.

A union of everything a file can hold takes Django far longer to write than PostgreSQL to answer.
What changes from one page to the next are its parameters, so it is written once, with values that
stand in for them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from hashlib import md5
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from psycopg2.extensions import AsIs

from casework.interface.django_private import WrittenOut
from casework.interface.replica import reading_connection

FILES = -620_001
"""Stands in for the keys of files, as the one value of an ``IN``."""
WORKER = -620_002
"""Stands in for the key of a worker."""
SINCE = datetime(1900, 1, 1, microsecond=620_001, tzinfo=UTC)
"""Stands in for an instant."""

NOW = datetime(1900, 1, 1, microsecond=620_002, tzinfo=UTC)
"""Stands in for the moment at which it is asked."""

NAMED = {"id": "pk"}
"""As ``values()`` names it, whatever the column is called."""


@dataclass(frozen=True)
class Several:
    """Stands in for a list of whole numbers, of which an ``unnest`` makes rows."""

    name: str


def any_of(several: Several) -> RawSQL:
    """For an ``IN``: one parameter, however many there are."""
    return RawSQL("SELECT unnest(%s::bigint[])", [several])


KINDS: dict[type, str] = {
    int: "bigint",
    datetime: "timestamptz",
    date: "date",
    str: "text",
    Several: "bigint[]",
}
"""What PostgreSQL is told of a value that stands in for others."""
AT_MOST = 40
"""Plans that a session keeps; the one that was asked for longest ago gives way."""

_standing: WeakKeyDictionary[Any, dict[str, None]] = WeakKeyDictionary()


class Plan:
    """One statement as PostgreSQL keeps it in a session: planned once (``DATABASE_KEEPS``).

    To plan a statement that gathers from forty tables takes longer than to answer it for one
    child. What stands in for values becomes a parameter; all else is written out, so that a plan
    is made for it. The words that go through Django stay those of the statement itself: whoever
    counts, logs or watches what is asked sees what is asked. A pooler hands each transaction
    another session, and there everything is asked as it is.
    """

    def __init__(self, sql: str, params: Sequence[Any], stands_in: Sequence[Any]) -> None:
        self.sql, self.params, self.stands_in = sql, params, stands_in
        marks = {value: AsIs(f"${place}") for place, value in enumerate(stands_in, 1)}
        with connection.cursor() as cursor:
            filled = [marks[param] if _is_one_of(param, marks) else param for param in params]
            text = cursor.mogrify(sql, filled).decode() if filled else sql
        kinds = ", ".join(KINDS[type(value)] for value in stands_in)
        self.name = f"kept_{md5(text.encode(), usedforsecurity=False).hexdigest()}"
        self.prepare = f"PREPARE {self.name}{kinds and f' ({kinds})'} AS {text}"
        places = ", ".join(["%s"] * len(stands_in))
        self.execute = f"EXECUTE {self.name}{places and f' ({places})'}"

    def with_values(self, values: Sequence[Any], asked_of: Any) -> AbstractContextManager:
        """Whoever asks the statement of this connection meanwhile asks the plan, with these
        values."""

        def asked(execute, sql, params, many, context):
            if not sql.endswith(self.sql):
                return execute(sql, params, many, context)
            self.stand(context)
            before = sql[: len(sql) - len(self.sql)]  # who writes, for the history
            theirs = params[: len(params) - len(self.params)] if before else ()
            return execute(before + self.execute, [*theirs, *values], many, context)

        return asked_of.execute_wrapper(asked)

    def stand(self, context) -> None:
        cursor = context["cursor"].cursor
        standing = _standing.setdefault(cursor.connection, {})
        if self.name in standing:
            standing[self.name] = standing.pop(self.name)
            return
        with context["connection"].wrap_database_errors:
            if len(standing) >= AT_MOST:
                oldest = next(iter(standing))
                cursor.execute(f"DEALLOCATE {oldest}")
                del standing[oldest]
            cursor.execute(self.prepare)
        standing[self.name] = None


def _is_one_of(param: Any, marks: Collection[Any]) -> bool:
    return isinstance(param, tuple(KINDS)) and not isinstance(param, bool) and param in marks


class Statement:
    """A query of ``values()`` as its SQL. It must not hold the day it was written on: what it
    says of today it asks of PostgreSQL."""

    params: Sequence[Any]

    def __init__(self, query: QuerySet, around: str = "") -> None:
        """``around`` asks something of its rows, where ``ROWS`` stands."""
        sql, self.params = query.query.sql_with_params()
        self.sql = around.replace("ROWS", sql) if around else sql

    def planned(self, values: Mapping[Any, Any]) -> AbstractContextManager:
        """Asked meanwhile, it is asked by its plan, where each value is one and not a list."""
        if settings.DATABASE_POOLED or any(isinstance(value, AsIs) for value in values.values()):
            return nullcontext()
        plan = self._plan(tuple(values))
        return plan.with_values([values[key] for key in plan.stands_in], self.asked_of)

    @property
    def asked_of(self) -> Any:
        """The connection, which within one view may be the replica's, and in the next is not."""
        return reading_connection()

    @cached_property
    def _plan(self) -> Callable[[tuple[Any, ...]], Plan]:
        """By what stands in for something: the same words each time."""
        return lru_cache(maxsize=4)(self._planned_for)

    def _planned_for(self, keys: tuple[Any, ...]) -> Plan:
        held = [key for key in keys if any(_is_one_of(param, {key}) for param in self.params)]
        return Plan(self.sql, self.params, held)

    def filled(self, values: Mapping[Any, Any]) -> list:
        """Its parameters, with ``values`` for what stood in for them."""
        filled = list(self.params)
        for place, key in self._places(tuple(values)):
            filled[place] = values[key]
        return filled

    @cached_property
    def _places(self) -> Callable[[tuple[Any, ...]], list[tuple[int, Any]]]:
        return lru_cache(maxsize=8)(self._places_of)

    def _places_of(self, keys: tuple[Any, ...]) -> list[tuple[int, Any]]:
        """Where each of these stands."""
        return [
            (place, key) for place, param in enumerate(self.params) for key in keys if key == param
        ]

    def rows(self, values: Mapping[Any, Any]) -> list[dict]:
        """What the database answers, each row under the names of its columns."""
        with self.planned(values), self.asked_of.cursor() as cursor:
            cursor.execute(self.sql, self.filled(values))
            names = [NAMED.get(column.name, column.name) for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class Written(Statement):
    """A statement in SQL, that changes something: it is never the replica's."""

    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        self.sql, self.params = sql, params

    @property
    def asked_of(self) -> Any:
        return connection

    def run(self, values: Mapping[Any, Any]) -> None:
        with self.planned(values), connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(values))


class Records(Statement):
    """A query of records as its SQL. ``asks`` puts it together: the moment at which it does so is
    each time the moment at which it is asked. What it holds of the day is true for that day. Where
    Django knows that nothing can be so, nothing is asked."""

    def __init__(self, asks: Callable[[], QuerySet]) -> None:
        began = timezone.now()
        self.none = False
        try:
            self.written = WrittenOut(asks())
        except EmptyResultSet:
            self.none = True
            return
        ended = timezone.now()
        self.sql = self.written.sql
        self.params = [
            NOW if isinstance(param, datetime) and began <= param <= ended else param
            for param in self.written.params
        ]

    @property
    def asked_of(self) -> Any:
        return self.written.connection

    def read(self, values: Mapping[Any, Any]) -> list:
        if self.none:
            return []
        values = {NOW: timezone.now(), **values}
        with self.planned(values):
            return list(self.written.asked(self.filled(values)))


class Daily:
    """Records that are asked for in the same words all day, whoever asks."""

    def __init__(self, asks: Callable[[], QuerySet]) -> None:
        self.written = lru_cache(maxsize=2)(lambda day: Records(asks))

    def read(self, values: Mapping[Any, Any]) -> list:
        return self.written(timezone.localdate()).read(values)


def keys_of(files: Iterable[int]) -> AsIs | int:
    """Many keys where ``FILES`` stood."""
    keys = [int(key) for key in files]
    return keys[0] if len(keys) == 1 else AsIs(",".join(map(str, keys)))
