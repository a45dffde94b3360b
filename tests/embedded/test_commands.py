"""Every manage.py command works with no server installed or running."""

import ast
import os
import subprocess
import sys

import pytest

from casework.embedded.commands import servers_needed
from casework.embedded.paths import socket_dir
from casework.embedded.preparation import our_migrations
from tests.embedded.watching import HOME, processes_of


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
    CREATE TABLE django_migrations (app text, name text);
    INSERT INTO django_migrations VALUES ('access', '0002_lists');
"""


@pytest.mark.long
def test_data_older_than_the_first_release_is_told_and_left_alone(data):
    make = f"from django.db import connection as c; c.cursor().execute({OLDER!r})"
    assert manage(data, "shell", "--no-imports", "-c", make).wait() == 0
    without = {"DATABASE_URL", "BROKER_URL"}
    told = subprocess.run(
        [sys.executable, "-m", "casework.embedded", "--check"],
        cwd=HOME,
        env={k: v for k, v in os.environ.items() if k not in without}
        | {"CASEWORK_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert f"casework: {data} was made by Casework older than 0.1.0" in told.stderr
    count = "from django.db import connection as c; print(len(c.introspection.table_names()))"
    assert manage(data, "shell", "--no-imports", "-c", count).communicate()[0] == "1\n"
