"""What fills the tables: SELECTs in files, each beneath a line that says where its rows go.

``-- into plans.Plan`` puts them in that model's table, every column the SELECT does not name as
Django would have it; ``-- into meetings.Meeting.children`` in the table between two; ``-- table
spell`` keeps them for the statements that follow, until the transaction ends. A statement may name
the highest key of a table as it is now, ``%(after:plans.Plan)s``, and as it was before the first of
them, ``%(before:plans.Plan)s``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import connection, models

FOLDER = Path(__file__).parent / "statements"
HEAD = re.compile(r"^-- (into|table) (\S+)$", re.MULTILINE)
AFTER = re.compile(r"%\((after:[\w.]+)\)s")
BEFORE = re.compile(r"%\((before:[\w.]+)\)s")


@dataclass(frozen=True)
class Statement:
    deed: str
    name: str
    select: str

    @property
    def model(self) -> type[models.Model]:
        label, _, field = self.name.partition(".")
        name, _, field = field.partition(".")
        model = apps.get_model(label, name)
        return getattr(model, field).through if field else model


@cache
def statements() -> list[Statement]:
    return [
        statement
        for path in sorted(FOLDER.glob("*.sql"))
        for statement in written(path.read_text(encoding="utf-8"))
    ]


def written(text: str) -> Iterator[Statement]:
    _, *parts = HEAD.split(text)
    for deed, name, select in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield Statement(deed, name, select.strip())


def tables() -> list[type[models.Model]]:
    """Every model whose table is filled."""
    return list(dict.fromkeys(s.model for s in statements() if s.deed == "into"))


def kept() -> list[str]:
    """The tables that last no longer than the loading of one council."""
    return [statement.name for statement in statements() if statement.deed == "table"]


class Statistics:
    """When PostgreSQL must look at a table again to plan well what follows and what the triggers
    look up: whenever it has doubled."""

    def __init__(self) -> None:
        self.known: Counter[str] = Counter()
        self.grown: Counter[str] = Counter()

    def are_old(self, table: str, rows: int) -> bool:
        self.grown[table] += rows
        if self.grown[table] <= self.known[table]:
            return False
        self.known[table] += self.grown.pop(table)
        return True


class Filler:
    """Runs the statements on one connection, with what every one of them may name."""

    def __init__(self, cursor, names: dict, statistics: "Statistics"):
        self.cursor, self.statistics = cursor, statistics
        every = " ".join(statement.select for statement in statements())
        self.names = names | self.ends(BEFORE.findall(every))

    def run(self, statement: Statement) -> int:
        if statement.deed == "table":
            return self.keep(statement)
        return self.fill(statement)

    def keep(self, statement: Statement) -> int:
        sql = f'CREATE TEMP TABLE "{statement.name}" ON COMMIT DROP AS {statement.select}'
        self.cursor.execute(sql, self.filled(statement.select))
        rows = self.cursor.rowcount
        self.cursor.execute(f'ANALYZE "{statement.name}"')
        return rows

    def fill(self, statement: Statement) -> int:
        model, names = statement.model, self.filled(statement.select)
        given = self.columns(statement.select, names)
        rest = defaults(model, given)
        columns = ", ".join(f'"{column}"' for column in [*given, *rest])
        values = ", ".join([*(f'q."{c}"' for c in given), *(f"%(default:{c})s" for c in rest)])
        table = model._meta.db_table
        self.cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM ({statement.select}) q',
            names | {f"default:{column}": value for column, value in rest.items()},
        )
        rows = self.cursor.rowcount
        if "id" in given:
            self.count_on(table)
        if self.statistics.are_old(table, rows):
            self.cursor.execute(f'ANALYZE "{table}"')
        return rows

    def columns(self, select: str, names: dict) -> list[str]:
        self.cursor.execute(f"SELECT * FROM ({select}) q LIMIT 0", names)
        return [column.name for column in self.cursor.description]

    def filled(self, select: str) -> dict:
        return self.names | self.ends(AFTER.findall(select))

    def ends(self, names: list[str]) -> dict[str, int]:
        return {name: self.end(name.partition(":")[2]) for name in set(names)}

    def end(self, label: str) -> int:
        """The highest key of a table now."""
        self.cursor.execute(
            f'SELECT coalesce(max(id), 0) FROM "{apps.get_model(label)._meta.db_table}"'
        )
        return self.cursor.fetchone()[0]

    def count_on(self, table: str) -> None:
        """The next record that somebody makes takes the number after these."""
        self.cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\""
            " HAVING max(id) IS NOT NULL"
        )


def defaults(model: type[models.Model], given: list[str]) -> dict:
    """What Django would put in the columns that a SELECT does not name and that may not be null."""
    return {
        field.column: field.get_db_prep_save(
            field.get_default() if field.has_default() else "", connection
        )
        for field in model._meta.local_concrete_fields
        if field.column not in given and not field.null and not field.primary_key
        if field.has_default() or isinstance(field, models.CharField | models.TextField)
    }
