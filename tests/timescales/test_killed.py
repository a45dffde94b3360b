"""The night's work killed in the middle, at any moment: the next night makes it good, and nobody is
told twice.

A real process of its own on a real database, and ``kill -9``, which nothing can catch.
"""

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from random import Random
from signal import SIGKILL
from time import monotonic, sleep

import psycopg2
import pytest
from django.db import connection
from psycopg2 import sql

from casework.embedded.addresses import database_url
from casework.timescales.nights.turns import LOCK, LOCKS, NEIGHBOURS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
MOMENTS = 20
PATIENCE = 60


class Council:
    """A council's database, of which copies are made and thrown away."""

    def __init__(self, name: str):
        self.name = name

    @property
    def address(self) -> str:
        whole, _, options = database_url().partition("?")
        return f"{whole.rpartition('/')[0]}/{self.name}?{options}"

    def night(self, *deed) -> subprocess.Popen:
        deed, *how = deed or ("run",)
        return subprocess.Popen(
            [sys.executable, "-m", "tests.timescales.night", deed, AT.isoformat(), *map(str, how)],
            env=os.environ | {"DATABASE_URL": self.address, "BROKER_URL": "memory://"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def finish(self, *deed) -> str:
        night = self.night(*deed)
        said, wrong = night.communicate(timeout=PATIENCE)
        assert night.returncode == 0, wrong[-2000:]
        return said

    @contextmanager
    def opened(self):
        """Each statement by itself: databases are not made within a transaction."""
        with closing(psycopg2.connect(self.address)) as server:
            server.autocommit = True
            with server.cursor() as cursor:
                yield cursor

    def ask(self, question: str) -> list[tuple]:
        with self.opened() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def wait_for(self, question: str) -> None:
        gives_up = monotonic() + PATIENCE
        with self.opened() as cursor:
            cursor.execute(question)
            while not cursor.rowcount:
                assert monotonic() < gives_up, question
                sleep(0.002)
                cursor.execute(question)

    @contextmanager
    def copied(self, name: str):
        copy = Council(f"{self.name}_{name}")
        make(copy.name, self.name)
        try:
            yield copy
        finally:
            on_server("DROP DATABASE {} WITH (FORCE)", copy.name)

    def stands(self) -> dict:
        """Every deadline and every notice, but for the numbers of their rows."""
        return {
            "deadlines": self.ask(DEADLINES),
            "notices": self.ask(NOTICES),
            "told": self.ask(TOLD),
        }

    def runs(self) -> list[tuple]:
        return self.ask("SELECT finished_at IS NOT NULL, error FROM access_run ORDER BY id")


DEADLINES = """
SELECT code, record_id, child_id, authority_id, team_id, worker_id, opened_at, due_at, own_due_at,
       amber_from, time_known, met_at, lapsed_at, ended_by, flagged_at
FROM timescales_deadline ORDER BY 1, 2
"""
NOTICES = """
SELECT n.worker_id, n.kind, d.code, d.record_id, n.was_due_at, n.happened_at, n.recorded_at,
       n.about, n.number, n.code, n.in_app, n.by_mail, n.read_at
FROM notices_notice n LEFT JOIN timescales_deadline d ON d.id = n.deadline_id
ORDER BY 1, 2, 3, 4, 5, 6, 8
"""
TOLD = """
SELECT t.kind, t.audience, d.code, d.record_id, t.was_due_at, t.happened_at, t.told_at
FROM notices_told t JOIN timescales_deadline d ON d.id = t.deadline_id ORDER BY 1, 2, 3, 4, 5
"""


def on_server(words: str, *names: str) -> None:
    with Council("postgres").opened() as cursor:
        cursor.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


def make(name: str, template: str) -> None:
    on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    on_server("CREATE DATABASE {} TEMPLATE {}", name, template)


@pytest.fixture(scope="module")
def council(django_db_setup):
    """Forty children whose files nobody has swept."""
    made = Council(f"{connection.settings_dict['NAME']}_nights")
    migrated = connection.settings_dict["TEST"].get("TEMPLATE")
    if not migrated:
        pytest.skip("Needs the PostgreSQL that the tests start for themselves")
    make(made.name, migrated)
    made.finish("make")
    yield made
    on_server("DROP DATABASE {} WITH (FORCE)", made.name)


@pytest.fixture(scope="module")
def undisturbed(council):
    """What a night comes to that nothing disturbs, and in how many statements."""
    with council.copied("quiet") as quiet:
        statements = int(quiet.finish("count"))
        stands = quiet.stands()
    assert statements > 40
    assert len(stands["deadlines"]) > 1000
    assert len(stands["notices"]) > 30
    assert len(stands["told"]) > 100
    return stands, statements


@pytest.mark.parametrize("part", range(MOMENTS))
def test_a_night_killed_at_any_moment_is_made_good_by_the_next(council, undisturbed, part):
    """A moment somewhere in each twentieth of the night, after it has begun and before it ends."""
    stands, statements = undisturbed
    chance = Random(f"killed {part}")
    at = 2 + int((part + chance.random()) * (statements - 3) / MOMENTS)
    with council.copied("killed") as disturbed:
        night = disturbed.night("killed", at, chance.uniform(0, 0.03))
        night.communicate(timeout=PATIENCE)
        assert night.returncode == -SIGKILL
        assert disturbed.runs() == [(False, "")]
        disturbed.finish()
        assert disturbed.runs() == [(False, ""), (True, "")]
        assert disturbed.stands() == stands


HOLD_A_FILE = "SELECT pg_advisory_lock(%s, (min(id) / %s %% %s)::int) FROM children_child"
BOTH_WAIT = """
SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted HAVING count(*) = 2
"""


def test_two_nights_at_once_come_to_what_one_comes_to(council, undisturbed):
    """Both have begun, and wait for the same files when these are let go."""
    stands, _ = undisturbed
    with council.copied("twice") as both:
        with both.opened() as cursor:
            cursor.execute(HOLD_A_FILE, [LOCK, NEIGHBOURS, LOCKS])
            nights = [both.night(), both.night()]
            both.wait_for(BOTH_WAIT)
        for night in nights:
            night.communicate(timeout=PATIENCE)
            assert night.returncode == 0
        assert both.runs() == [(True, "")] * 2
        assert both.stands() == stands
