"""A council of a real size, with ten years of its work, put in an empty database in SQL.

Every rule, foreign key and trigger of the schema holds: what is not so, PostgreSQL refuses.
History is the exception: a row of it beside every row would double the work of loading and say
only that the command ran, so unless it is asked for, the triggers that write it, and they alone,
are off from the first statement of the transaction to the last. They are named one by one; foreign
keys and rules are not touched, as they would be by ``session_replication_role``.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic

import pgtrigger
from django.db import connection, transaction

from casework.access.models import Authority
from casework.children.models import Child
from casework.practice.models import Version
from casework.scale.council import DOOR_EVERY, Council
from casework.scale.lore import Lore
from casework.scale.sizes import Size, teams
from casework.scale.statements import Filler, Statistics, kept, statements, tables

FUNCTIONS = """
CREATE OR REPLACE FUNCTION pg_temp.chance(n bigint, which int) RETURNS float8 LANGUAGE sql IMMUTABLE
AS $$ SELECT (hashint8extended(n, which + {dice}::bigint * 1000) & 1073741823) / 1073741824::float8
$$;
CREATE OR REPLACE FUNCTION pg_temp.slot(n bigint, which int) RETURNS int LANGUAGE sql IMMUTABLE
AS $$ SELECT ((hashint8extended(n, which + {dice}::bigint * 1000) >> 8) & 4095)::int $$;
CREATE OR REPLACE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql IMMUTABLE
AS $$ SELECT '{today} 12:00 Europe/London'::timestamptz $$;
CREATE OR REPLACE FUNCTION pg_temp.weekday(day date) RETURNS date LANGUAGE sql IMMUTABLE
AS $$ SELECT day - greatest(extract(isodow FROM day)::int - 5, 0) $$;
CREATE OR REPLACE FUNCTION pg_temp.at(day date, minutes int) RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT (day + minutes * interval '1 minute') AT TIME ZONE 'Europe/London' $$;
CREATE OR REPLACE FUNCTION pg_temp.written(day date) RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT least((day + interval '17 hours') AT TIME ZONE 'Europe/London', pg_temp.now()) $$;
"""
SETTINGS = """
SET LOCAL jit = off; SET LOCAL enable_incremental_sort = off; SET LOCAL work_mem = '128MB';
SET CONSTRAINTS ALL DEFERRED; SET LOCAL pgtrigger.ignore = '{}';
"""
"""The last says that no trigger is ignored. Unsaid, each one finds out by an error it catches,
which takes a millisecond in a transaction with so much to check at its end."""
TEAM = """
CREATE TEMP TABLE team ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY t.id)::int AS no, t.id AS team_id, w.id AS manager_id
FROM access_team t JOIN access_worker w ON w.team_id = t.id AND w.role = 'team_manager'
WHERE t.authority_id = %s
"""
DESK = """
CREATE TEMP TABLE desk ON COMMIT DROP AS
SELECT w.id AS worker_id, w.role, w.team_id, t.no AS team_no,
       coalesce(mod(t.no - 1, %s) = 0, false) AS door,
       (row_number() OVER p - 1)::int AS slot,
       (count(*) OVER (PARTITION BY w.role, w.team_id))::int AS of
FROM access_worker w LEFT JOIN team t ON t.team_id = w.team_id
WHERE w.authority_id = %s
WINDOW p AS (PARTITION BY w.role, w.team_id ORDER BY w.id)
"""


class NotEmpty(Exception):
    """There are children here already."""


class Loading:
    def __init__(
        self,
        size: Size,
        *,
        seed: int,
        today: date,
        notes: int,
        history: bool,
        say: Callable[[str], object] = lambda line: None,
        tell: Callable[[str], object] = lambda line: None,
    ):
        self.size, self.seed, self.today, self.notes = size, seed, today, notes
        self.history, self.say, self.tell = history, say, tell
        self.lore, self.statistics = Lore(), Statistics()
        self.rows: Counter = Counter()
        self.councils: list[Council] = []

    def run(self) -> None:
        if Child.objects.exists() or Authority.objects.exists():
            raise NotEmpty
        shares = self.size.shares()
        for number, children in enumerate(shares):
            with transaction.atomic(), self.without_history():
                self.load(number, children)
            if len(shares) > 1:
                self.say(f"{number + 1} of {len(shares)}: {children} children")

    def load(self, number: int, children: int) -> None:
        council = Council(
            number=number, alone=self.size.authorities == 1, teams=teams(children), lore=self.lore
        )
        council.staff()
        self.councils.append(council)
        with connection.cursor() as cursor:
            self.prepare(cursor, council)
            with self.checked_at_the_end(cursor):
                self.fill(Filler(cursor, self.names(council, children), self.statistics))
                with self.timed("words a child is found by"):
                    Child.objects.filter(authority=council.authority).refresh_search()
            for name in ["lore", "team", "desk", *kept()]:
                cursor.execute(f'DROP TABLE pg_temp."{name}"')

    def fill(self, filler: Filler) -> None:
        for statement in statements():
            with self.timed(statement.name):
                rows = filler.run(statement)
            if statement.deed == "into":
                self.rows[statement.model._meta.verbose_name_plural] += rows

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        began = monotonic()
        yield
        self.tell(f"{monotonic() - began:8.2f} s {name}")

    @contextmanager
    def checked_at_the_end(self, cursor) -> Iterator[None]:
        """Every foreign key of what was loaded is checked before the transaction ends.

        One council's keys are checked together, by one statement a key, which is quicker than row
        by row; of many councils that would read again what was checked before.
        """
        together = keys() if self.size.authorities == 1 else []
        for table, key in together:
            cursor.execute(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" NOT ENFORCED')
        yield
        with self.timed("foreign keys"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, key in together:
                cursor.execute(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" ENFORCED')

    def prepare(self, cursor, council: Council) -> None:
        """The dice of this council, the words, and who sits at which desk."""
        dice = self.seed * 1000 + council.number
        cursor.execute(SETTINGS)
        cursor.execute(FUNCTIONS.format(dice=dice, today=self.today))
        self.lore.write(cursor)
        cursor.execute(TEAM, [council.authority.pk])
        cursor.execute(DESK, [DOOR_EVERY, council.authority.pk])
        cursor.execute("ANALYZE team")
        cursor.execute("ANALYZE desk")

    def names(self, council: Council, children: int) -> dict:
        versions = {
            version.template.kind: version.pk
            for version in Version.objects.filter(
                template__authority=council.authority, number=1
            ).select_related("template")
        }
        return {
            "today": self.today,
            "children": children,
            "notes": self.notes,
            "authority": council.authority.pk,
            "code": council.code,
            "teams": len(council.teams),
            "doors": -(-len(council.teams) // DOOR_EVERY),
            "door_every": DOOR_EVERY,
            "version": versions["child_and_family"],
            "update_version": versions["update"],
        }

    @contextmanager
    def without_history(self) -> Iterator[None]:
        if self.history:
            yield
            return
        triggers = history_triggers()
        with connection.cursor() as cursor:
            for table, trigger in triggers:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
            yield
            for table, trigger in triggers:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{trigger}"')


KEYS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""


def keys() -> list[tuple[str, str]]:
    """The foreign keys of the tables that are filled, each with its table."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [[model._meta.db_table for model in tables()]])
        return cursor.fetchall()


def history_triggers() -> list[tuple[str, str]]:
    """The triggers that write history when a row is made, each with its table."""
    return [
        (model._meta.db_table, trigger.get_pgid(model))
        for model, trigger in pgtrigger.registered()
        if type(trigger).__module__.startswith("pghistory") and str(trigger.operation) == "INSERT"
    ]
