"""Time that a test moves: Python's and the database's together, with nothing changed in Casework.

Django asks ``datetime.now`` in one place. In the database a schema that stands before PostgreSQL's
own gives ``now()`` and its like; both read the same moment.
"""

from contextlib import contextmanager
from datetime import datetime
from unittest import mock
from zoneinfo import ZoneInfo

from django.db import connection, transaction

LONDON = ZoneInfo("Europe/London")
SCHEMA = "CREATE SCHEMA IF NOT EXISTS travel;" + "".join(
    f"CREATE OR REPLACE FUNCTION travel.{name}() RETURNS timestamptz LANGUAGE sql STABLE"
    " AS $$ SELECT current_setting('travel.at')::timestamptz $$;"
    for name in ("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp")
)
FIRST_OF_ALL = "travel, public, pg_catalog"


class AnyDateTime(type):
    """Every date-time is one of these too, as those that ask expect."""

    def __instancecheck__(cls, value):
        return isinstance(value, datetime)


class Clock:
    """What the time is."""

    def to(self, at: datetime) -> None:
        self.at = at
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('travel.at', %s, false)", [at.isoformat()])

    def as_datetime(self):
        """What stands in for the class ``datetime`` in ``django.utils.timezone``."""
        now = staticmethod(lambda tz=None: self.at.astimezone(tz))
        return AnyDateTime("datetime", (), {"now": now})

    @property
    def today(self):
        return self.at.astimezone(LONDON).date()


@contextmanager
def travelling(at: datetime):
    """For this process and its connection. The schema is made for it: undo that, or drop the
    database."""
    clock = Clock()
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        cursor.execute(f"SET search_path = {FIRST_OF_ALL}")
    clock.to(at)
    with mock.patch("django.utils.timezone.datetime", clock.as_datetime()):
        yield clock


@contextmanager
def undone():
    """As if nothing had happened: the rows, and the numbers that rows were given."""
    counted = "SELECT schemaname, sequencename, last_value FROM pg_sequences"
    with connection.cursor() as cursor:
        cursor.execute(counted)
        before = cursor.fetchall()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for schema, name, last in before:
            cursor.execute(
                "SELECT setval(format('%%I.%%I', %s, %s), coalesce(%s, 1), %s)",
                [schema, name, last, last is not None],
            )
