"""Statements put together once in a process.

A union of everything a file can hold takes Django far longer to write than PostgreSQL to answer.
What changes from one page to the next are its parameters, so it is written once, with values that
stand in for them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from psycopg2.extensions import AsIs

from casework.interface.django_private import WrittenOut

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


class Statement:
    """A query of ``values()`` as its SQL. It must not hold the day it was written on: what it
    says of today it asks of PostgreSQL."""

    params: Sequence[Any]

    def __init__(self, query: QuerySet) -> None:
        self.sql, self.params = query.query.sql_with_params()

    def filled(self, values: Mapping[Any, Any]) -> list:
        """Its parameters, with ``values`` for what stood in for them."""
        return [self._value(param, values) for param in self.params]

    def rows(self, values: Mapping[Any, Any]) -> list[dict]:
        """What the database answers, each row under the names of its columns."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(values))
            names = [NAMED.get(column.name, column.name) for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @staticmethod
    def _value(param, values: Mapping[Any, Any]):
        return next((values[key] for key in values if key == param), param)


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

    def read(self, values: Mapping[Any, Any]) -> list:
        if self.none:
            return []
        filled = self.filled({NOW: timezone.now(), **values})
        return list(self.written.asked(filled))


class Daily:
    """Records that are asked for in the same words all day, whoever asks."""

    def __init__(self, asks: Callable[[], QuerySet]) -> None:
        self.written = lru_cache(maxsize=2)(lambda day: Records(asks))

    def read(self, values: Mapping[Any, Any]) -> list:
        return self.written(timezone.localdate()).read(values)


def keys_of(files: Iterable[int]) -> AsIs:
    """Many keys where ``FILES`` stood."""
    return AsIs(",".join(str(int(key)) for key in files))
