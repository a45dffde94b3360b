"""The chain of seals: each minute what was added to the logs is counted into one number more.

What was added is asked of PostgreSQL and not of the clock: a seal keeps which transactions had
ended by then, so that what is committed late is in the next one, and nothing is missed.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from casework.governance.log_tables import LogTable, log_tables
from casework.governance.models import Layout, Seal, SealedRows

LOCK = 620_190
LONGEST_LOAD = "6h"
AT_ONCE = 50_000
"""Rows of one table in one part: so many are put in order in memory."""
ALIKE = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, MDY';"
    " SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;"
    " SET LOCAL bytea_output = 'hex'"
)
"""A row is written out in the same words whoever asks."""
NEW = "pgh_xact >= %s AND NOT pg_visible_in_snapshot(pgh_xact::text::xid8, %s::pg_snapshot)"
ALL = "pgh_xact IS NULL OR %s::bigint IS NOT NULL OR %s::text IS NOT NULL"
PARTS = """
    SELECT count(*), range_agg(int8range(key, key + 1))::text, min(at), max(at), {digest}
    FROM (SELECT {key} AS key, {at} AS at, {row} AS words,
                 (row_number() OVER (ORDER BY {key}) - 1) / {at_once} AS part
          FROM {table} WHERE {new}) AS added
    GROUP BY part ORDER BY part
"""
DIGEST = "encode(sha256(convert_to(string_agg(words, '' ORDER BY key), 'UTF8')), 'hex')"


class CountsAfresh(Exception):
    """The database counts its transactions from a smaller number than the last seal's: it was put
    back from a backup in a way that lost the count."""


@dataclass(frozen=True)
class Part:
    layout: Layout
    rows: int
    keys: str
    first_at: datetime | None
    last_at: datetime | None
    digest: str

    @property
    def words(self) -> str:
        facts = (
            self.layout.table,
            ",".join(self.layout.columns),
            self.rows,
            self.keys,
            self.first_at.isoformat() if self.first_at else "",
            self.last_at.isoformat() if self.last_at else "",
            self.digest,
        )
        return "|".join(str(fact) for fact in facts)


def row_words(columns: list[str], table: str) -> str:
    """One row as a digest of its columns, in their order."""
    named = ", ".join(f"{table}.{connection.ops.quote_name(column)}" for column in columns)
    return f"encode(sha256(convert_to(ROW({named})::text, 'UTF8')), 'hex')"


def sign(number: int, at: datetime, snapshot: str, because: str, before: str, parts, key="") -> str:
    """The number of a seal: made with a key that does not lie in the database, so that whoever
    owns the database cannot make it afresh."""
    words = "\n".join([str(number), at.isoformat(), snapshot, because, before, *sorted(parts)])
    secret = hashlib.sha256(f"casework.log {key or settings.SECRET_KEY}".encode()).digest()
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()


def key_name(key: str) -> str:
    return hashlib.sha256(f"casework.log name {key}".encode()).hexdigest()[:16]


@contextmanager
def only_sealer() -> Iterator[None]:
    """Whoever loads rows of earlier times holds this until they have sealed them as that, by
    ``add_seal(…, holding=True)``.

    It is held by an open transaction on a connection of its own, never by a session: a pooler keeps
    a session when whoever used it died, and sealing would stop for ever. A transaction it ends, and
    PostgreSQL ends one that nobody has used for so long.
    """
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_LOAD}'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
    finally:
        holder.close()


def seal(because: str = "") -> Seal | None:
    """Seal what was added since; nothing where nothing was, or where another is sealing."""
    try:
        return add_seal(because)
    except IntegrityError:  # another's seal was committed as this one began: the next has its rows
        return None


def add_seal(because: str = "", *, holding: bool = False) -> Seal | None:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        # What this transaction sees is what had been committed at one instant, and no more.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(ALIKE)
        cursor.execute(
            "SELECT %s OR pg_try_advisory_xact_lock(%s), pg_current_snapshot()::text,"
            " clock_timestamp()",
            [holding, LOCK],
        )
        is_ours, snapshot, at = cursor.fetchone()
        if not is_ours:
            return None
        last = Seal.objects.order_by("-number").first()
        check_counts_on(last, snapshot)
        new = since(last)
        parts = [part for table in grown(cursor, new) for part in added(cursor, table, *new)]
        return written(snapshot, at, because, last, parts) if parts else None


def written(snapshot: str, at: datetime, because: str, last: Seal | None, parts) -> Seal:
    number, before = (last.number + 1, last.digest) if last else (1, "")
    words = [part.words for part in parts]
    made = Seal.objects.create(
        number=number,
        at=at,
        snapshot=snapshot,
        because=because,
        key=key_name(settings.SECRET_KEY),
        digest=sign(number, at, snapshot, because, before, words),
    )
    SealedRows.objects.bulk_create(SealedRows(seal=made, **vars(part)) for part in parts)
    return made


def check_counts_on(last: Seal | None, snapshot: str) -> None:
    if last and int(snapshot.split(":")[1]) < int(last.snapshot.split(":")[0]):
        raise CountsAfresh(
            "This database counts its transactions from a smaller number than when it was sealed"
            " last. Call manage.py count_on before anybody works in it: see docs/backup.md."
        )


def oldest_waiting() -> datetime | None:
    """When the oldest row says it was written that no seal covers yet."""
    with connection.cursor() as cursor:
        last = Seal.objects.order_by("-number").first()
        cursor.execute("SELECT pg_current_snapshot()::text")
        check_counts_on(last, cursor.fetchone()[0])
        new, values = since(last)
        waiting = []
        for table in grown(cursor, (new, values)):
            cursor.execute(f"SELECT min({table.at}) FROM {table.name} WHERE {new}", values)
            waiting.append(cursor.fetchone()[0])
    return min((at for at in waiting if at), default=None)


def since(last: Seal | None) -> tuple[str, list]:
    """A condition on a log, with its values: added since that seal."""
    if last is None:
        return ALL, [0, ""]
    return NEW, [int(last.snapshot.split(":")[0]), last.snapshot]


def grown(cursor, asked_for: tuple[str, list]) -> list[LogTable]:
    """The logs to which something was added."""
    tables, (new, values) = log_tables(), asked_for
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT FROM {table.name} WHERE {new})"
        for place, table in enumerate(tables)
    )
    cursor.execute(asked, values * len(tables))
    return [tables[place] for (place,) in cursor.fetchall()]


def added(cursor, table: LogTable, new: str, values: list) -> Iterator[Part]:
    layout = layout_of(table)
    cursor.execute(
        PARTS.format(
            digest=DIGEST,
            key=table.key,
            at=table.at,
            row=row_words(layout.columns, table.name),
            at_once=AT_ONCE,
            table=table.name,
            new=new,
        ),
        values,
    )
    for rows, keys, first_at, last_at, digest in cursor.fetchall():
        yield Part(layout, rows, keys, first_at, last_at, digest)


def layout_of(table: LogTable) -> Layout:
    columns = table.columns()
    known = Layout.objects.filter(table=table.name, columns=columns).first()
    return known or Layout.objects.create(table=table.name, columns=columns)
