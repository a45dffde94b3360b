"""What a pull has seen, so that the next one misses nothing.

An hour cannot say it: a save that began before a pull may be committed after it, with the earlier
hour. PostgreSQL can: a snapshot names every transaction that was still running. So each row of the
history says in which transaction it was written, and what a snapshot had not seen is told by the
next pull, however late it was committed.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

WHOLE = {"insert", "update", "delete"}
NOT_YET_MARKED = """
    SELECT relname FROM pg_class c
    WHERE relkind = 'r' AND relname = ANY(%s) AND relnamespace = current_schema::regnamespace
      AND NOT EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'pgh_xact')
"""
MARK = """
    ALTER TABLE "{table}" ADD COLUMN pgh_xact bigint;
    ALTER TABLE "{table}" ALTER COLUMN pgh_xact SET DEFAULT pg_current_xact_id()::text::bigint;
    CREATE INDEX "xact_{name}" ON "{table}" USING brin (pgh_xact)
        WITH (pages_per_range = 32, autosummarize = on);
"""
NOT_YET_DATED = """
    SELECT relname FROM pg_class c
    WHERE relkind = 'r' AND relname = ANY(%s) AND relnamespace = current_schema::regnamespace
      AND NOT EXISTS (
        SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND x.relname LIKE 'when\\_%%')
"""
DATE = """
    CREATE INDEX "when_{name}" ON "{table}" USING brin (pgh_created_at)
        WITH (pages_per_range = 32, autosummarize = on);
"""
NOW = """
    SELECT pg_current_snapshot()::text,
           (SELECT system_identifier FROM pg_control_system())
           || '/' || (SELECT timeline_id FROM pg_control_checkpoint())
"""
NOT_SEEN = "pgh_xact >= %s AND NOT pg_visible_in_snapshot(pgh_xact::text::xid8, %s::pg_snapshot)"


@dataclass(frozen=True)
class Horizon:
    """What was committed at an instant, and in which database: one that was put back from a backup
    counts its transactions afresh, and knows nothing of this."""

    snapshot: str
    cluster: str

    @classmethod
    def now(cls) -> "Horizon":
        with connection.cursor() as cursor:
            cursor.execute(NOW)
            return cls(*cursor.fetchone())

    def not_seen(self) -> RawSQL:
        """A condition on a table of history: written by a transaction that this did not see. By
        the first number of the snapshot the index finds the end of the table."""
        oldest = int(self.snapshot.partition(":")[0])
        return RawSQL(NOT_SEEN, [oldest, self.snapshot], BooleanField())


@dataclass(frozen=True)
class Since:
    """What was saved from an instant on, by the hour its transaction began: enough for a page of an
    application, and not for a copy that must miss nothing."""

    at: datetime

    def not_seen(self) -> Q:
        return Q(pgh_created_at__gte=self.at)


def is_told_whole(model) -> bool:
    """Whether the history of a model keeps each row that came, changed or went."""
    return set(getattr(model, "pgh_event_models", ())) >= WHOLE


def history_of(model):
    return model.pgh_event_models["update"].objects


def mark_histories(**_) -> None:
    """After each migration: every table of history says in which transaction a row was written, and
    what was written since an hour is found without reading all of it."""
    tables = [
        model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")
    ]
    for without, make in ((NOT_YET_MARKED, MARK), (NOT_YET_DATED, DATE)):
        with connection.cursor() as cursor:
            cursor.execute(without, [tables])
            for (table,) in cursor.fetchall():
                name = hashlib.sha256(table.encode()).hexdigest()[:16]
                cursor.execute(make.format(table=table, name=name))
