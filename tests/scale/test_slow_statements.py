"""What the database spends its time on; and where it does not count, how to have it count."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework.embedded.postgres import Postgres
from casework.scale.management.commands import slow_statements

pytestmark = pytest.mark.django_db


def counted(monkeypatch):
    """As it would be with the extension there: a table of the same columns stands in for it."""
    monkeypatch.setattr(slow_statements.Command, "look", lambda self, cursor: None)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE pg_stat_statements AS SELECT oid AS dbid, 3::bigint AS calls,"
            " 6000.0::float8 AS total_exec_time, 2000.0::float8 AS mean_exec_time,"
            " 9::bigint AS rows, 5::bigint AS shared_blks_read,"
            " 'SELECT  slow\n FROM names WHERE n = $1' AS query"
            " FROM pg_database WHERE datname = current_database()"
            " UNION ALL SELECT oid, 900, 900.0, 1.0, 900, 0, 'SELECT quick' FROM pg_database"
            " WHERE datname = current_database()"
            " UNION ALL SELECT 1, 1, 99999.0, 99999.0, 1, 0, 'SELECT of another database'"
        )


def test_where_the_database_does_not_count_it_says_how_to_switch_it_on():
    with pytest.raises(CommandError, match="shared_preload_libraries") as told:
        call_command("slow_statements")
    assert "CREATE EXTENSION pg_stat_statements" in str(told.value)
    assert connection.settings_dict["USER"] in str(told.value)


def test_the_statements_of_this_database_that_took_longest_come_first(monkeypatch, capsys):
    counted(monkeypatch)
    call_command("slow_statements")
    lines = capsys.readouterr().out.splitlines()
    assert "SELECT slow FROM names WHERE n = $1" in lines[1]
    assert "6.0" in lines[1]
    assert "SELECT quick" in lines[2]
    assert len(lines) == 3


def test_they_can_be_ordered_and_left_out(monkeypatch, capsys):
    counted(monkeypatch)
    call_command("slow_statements", "--by", "calls", "--json")
    assert json.loads(capsys.readouterr().out)[0]["query"] == "SELECT quick"
    call_command("slow_statements", "--from-ms", "100", "--json")
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_our_own_server_counts_where_its_programs_can_and_not_for_tests(tmp_path):
    programs = tmp_path / "pg" / "bin"
    programs.mkdir(parents=True)

    def options(**facts):
        server = Postgres(tmp_path / "data", **facts)
        server.programs, server.sockets, server.version = programs, tmp_path, "17"
        return " ".join(map(str, server.command()))

    assert "pg_stat_statements" not in options()
    library = tmp_path / "pg/lib/postgresql/pg_stat_statements.so"
    library.parent.mkdir(parents=True)
    library.touch()
    assert "shared_preload_libraries=pg_stat_statements" in options()
    assert "pg_stat_statements" not in options(throwaway=True)
