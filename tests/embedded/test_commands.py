"""Every manage.py command works with no server installed or running."""

import ast
import os
import subprocess
import sys

import pytest

from casework.embedded.commands import servers_needed
from casework.embedded.paths import socket_dir
from casework.embedded.preparation import our_migrations
from casework.embedded.shared_server import using
from tests.embedded.watching import HOME, ask, processes_of


@pytest.fixture
def _nothing_named(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("BROKER_URL", raising=False)


@pytest.mark.usefixtures("_nothing_named")
@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("manage.py", []),
        ("manage.py help migrate", []),
        ("manage.py migrate --help", []),
        ("manage.py --version", []),
        ("manage.py collectstatic --no-input", []),
        ("manage.py migrate", ["postgres"]),
        ("manage.py makemigrations --check", ["postgres"]),
        ("manage.py shell", ["postgres", "valkey"]),
        ("manage.py sweep_deadlines", ["postgres", "valkey"]),
    ],
)
def test_a_command_starts_what_it_needs_and_no_more(words, needed):
    assert servers_needed(words.split()) == needed


def test_a_named_server_is_not_started(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/casework")
    monkeypatch.setenv("BROKER_URL", "redis://broker/0")
    assert servers_needed(["manage.py", "shell"]) == []


def manage(data, *words, **options):
    without = {"DATABASE_URL", "BROKER_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=HOME,
        env=kept | {"CASEWORK_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


QUESTION = "from django.db import connection as c; k = c.cursor(); k.execute('SELECT 40 + 2'); "


@pytest.mark.long
def test_two_commands_at_once_share_a_server_and_leave_none(data):
    commands = [
        manage(data, "shell", "--no-imports", "-c", QUESTION + "print(k.fetchone()[0])")
        for _ in range(2)
    ]
    assert [command.communicate()[0] for command in commands] == ["42\n", "42\n"]
    assert processes_of(data) == []


def test_a_command_says_plainly_why_it_cannot_start_a_server(data):
    (data / "postgres/PG_VERSION").write_text("12\n")
    _, told = manage(data, "showmigrations").communicate()
    assert told.startswith("casework: ")
    assert "was made by PostgreSQL 12" in told
    assert "Traceback" not in told


def test_a_command_before_the_first_start_says_what_to_run(data):
    command = manage(data, "timescales", "due")
    _, told = command.communicate()
    assert command.returncode == 1
    assert told == f"casework: {data} holds no tables yet: run ./bin/run, or manage.py migrate.\n"


def test_settings_are_read_without_any_server(data):
    command = manage(data, "collectstatic", "--dry-run", "--no-input", "--verbosity", "0")
    assert command.communicate()[1] == ""
    assert not socket_dir(data).exists()


TABLES = "from django.db import connection as c; print(sorted(c.introspection.table_names()))"


@pytest.mark.long
def test_all_tables_are_taken_back_and_made_again(data):
    def done(*words):
        command = manage(data, *words, "-v", "0")
        told, _ = command.communicate()
        assert command.returncode == 0
        return told

    def tables():
        return set(ast.literal_eval(done("shell", "-c", TABLES)))

    done("migrate")
    made = tables()
    ours = {path.parts[-3] for path in our_migrations()}
    assert {"children", "audits", "missing"} <= ours & {name.split("_")[0] for name in made}
    done("migrate", "access", "zero")
    assert not {name for name in tables() if name.split("_")[0] in ours}
    done("migrate")
    assert tables() == made


OLDER = """
    CREATE TABLE django_migrations
        (id serial, app text, name text, applied timestamptz DEFAULT now());
    INSERT INTO django_migrations (app, name) VALUES ('access', '0001_initial'), {}
"""
FOLDED = "('access', '0002_a_name_that_was_folded')"
REFUSED = "was made by an earlier development version of Casework, or by a newer one"


def made_with(data, migration: str) -> None:
    with using(data, ["postgres"]):
        ask(data, OLDER.format(migration))


def tables_of(data) -> int:
    with using(data, ["postgres"]):
        return ask(data, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


@pytest.mark.parametrize(
    "words",
    [
        ["-m", "casework.embedded", "--check"],
        ["manage.py", "migrate"],
        ["manage.py", "timescales", "due"],
    ],
)
def test_data_of_another_version_is_told_in_one_sentence_and_left_alone(data, words):
    made_with(data, FOLDED)
    without = {"DATABASE_URL", "BROKER_URL"}
    told = subprocess.run(
        [sys.executable, *words],
        cwd=HOME,
        env={k: v for k, v in os.environ.items() if k not in without}
        | {"CASEWORK_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stderr.startswith(f"casework: {data} {REFUSED}")
    assert told.stderr.count("\n") == 1
    assert tables_of(data) == 1


def test_what_touches_nothing_is_let_through(data):
    made_with(data, FOLDED)
    command = manage(data, "showmigrations", "access")
    told, faults = command.communicate()
    assert command.returncode == 0, faults
    assert "0001_initial" in told


@pytest.mark.long
def test_a_migration_of_a_package_that_is_not_known_here_is_none_of_ours(data):
    made_with(data, "('axes', '0999_of_another_release')")
    command = manage(data, "sqlflush")
    _, faults = command.communicate()
    assert command.returncode == 0, faults
