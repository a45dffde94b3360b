"""Counts without noise: statements, rows written, bytes of the write-ahead log, nodes of a plan."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction


@dataclass
class Asked:
    """The statements a block of code sent to the database."""

    statements: list[str] = field(default_factory=list)
    params: list = field(default_factory=list)

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        self.params.append(params)
        return execute(sql, params, many, context)

    @property
    def selects(self) -> list[str]:
        return [
            sql for sql in self.statements if sql.lstrip().upper().startswith(("SELECT", "WITH"))
        ]

    def counts_all(self) -> list[str]:
        """Statements that count every row of something to show one page of it."""
        return [sql for sql in self.selects if sql.lstrip().upper().startswith("SELECT COUNT(*)")]


@contextmanager
def statements() -> Iterator[Asked]:
    asked = Asked()
    with connection.execute_wrapper(asked):
        yield asked


@dataclass
class Written:
    rows: int = 0
    wal: int = 0


WRITTEN = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint
FROM pg_stat_xact_user_tables WHERE relname = %s
"""


@contextmanager
def written(table: str) -> Iterator[Written]:
    """Rows written to a table within this transaction, and bytes of log by the whole cluster."""
    counted = Written()
    with connection.cursor() as cursor:
        before, at = rows_written(cursor, table), log_position(cursor)
        yield counted
        counted.rows = rows_written(cursor, table) - before
        cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", [at])
        counted.wal = int(cursor.fetchone()[0])


def rows_written(cursor, table: str) -> int:
    cursor.execute(WRITTEN, [table])
    return cursor.fetchone()[0]


def log_position(cursor) -> str:
    cursor.execute("SELECT pg_current_wal_insert_lsn()")
    return cursor.fetchone()[0]


class Undone(Exception):
    """Nothing that was done stays."""


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is measured and then taken back."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def read_whole(sql: str, params) -> list[str]:
    """Tables that the plan of a statement reads from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return [
        node["Relation Name"] for node in nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"
    ]


def nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)
