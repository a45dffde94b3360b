"""The tables of the two logs: who looked, and who changed what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection
from pghistory.models import Context

from casework.children.models.looks import FileAccess

NOT_SEALED = "pgh_xact"
"""In which transaction a row was written: where to look for it, and nothing that it says."""


@dataclass(frozen=True)
class LogTable:
    """``key`` is its number, ``at`` when it says it was written."""

    name: str
    key: str
    at: str

    def columns(self) -> list[str]:
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, self.name)
        return [column.name for column in described if column.name != NOT_SEALED]


@cache
def log_tables() -> tuple[LogTable, ...]:
    return tuple(sorted(_tables(), key=lambda table: table.name))


def _tables() -> Iterator[LogTable]:
    yield LogTable(FileAccess._meta.db_table, "id", "at")
    yield LogTable(Context._meta.db_table, "number", "created_at")
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            yield LogTable(model._meta.db_table, "pgh_id", "pgh_created_at")
