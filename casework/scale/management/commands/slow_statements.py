"""Which statements the database has spent most time on, as ``pg_stat_statements`` counts them."""

import json
from contextlib import suppress

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

INSTALLED = "SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"
SLOWEST = """
SELECT s.calls, s.total_exec_time, s.mean_exec_time, s.rows, s.shared_blks_read,
       regexp_replace(s.query, '\\s+', ' ', 'g') AS query
FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
WHERE d.datname = current_database() AND s.mean_exec_time >= %s
ORDER BY {order} DESC LIMIT %s
"""
ORDERS = {"total": "s.total_exec_time", "mean": "s.mean_exec_time", "calls": "s.calls"}
HOW = """\
PostgreSQL does not count its statements here. To have it count them, as its superuser:
  1. ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';   and restart PostgreSQL
  2. in this database: CREATE EXTENSION pg_stat_statements;
  3. GRANT pg_read_all_stats TO {role};
The server that Casework brings does all three by itself."""


class Command(BaseCommand):
    help = (
        "The statements the database has spent most time on since it began to count. Values are not"
        " kept with them: a name or a date stands as $1."
    )

    def add_arguments(self, parser):
        parser.add_argument("--by", choices=ORDERS, default="total", help="what to put first")
        parser.add_argument("--most", type=int, default=20, help="how many to list")
        parser.add_argument("--from-ms", type=float, default=0, help="only those that take so long")
        parser.add_argument("--width", type=int, default=160, help="letters of each statement")
        parser.add_argument("--reset", action="store_true", help="begin to count afresh")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, by, most, from_ms, width, reset, **options):
        with connection.cursor() as cursor:
            self.look(cursor)
            if reset:
                cursor.execute("SELECT pg_stat_statements_reset()")
                self.stdout.write("Counting afresh from now.")
                return
            cursor.execute(SLOWEST.format(order=ORDERS[by]), [from_ms, most])
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        self.stdout.write(json.dumps(rows, indent=1) if options["json"] else table(rows, width))

    def look(self, cursor) -> None:
        """Installed, it still answers nothing where the server was not started with it."""
        cursor.execute(INSTALLED)
        if cursor.fetchone():
            with suppress(DatabaseError):
                cursor.execute("SELECT count(*) FROM pg_stat_statements")
                return
        raise CommandError(HOW.format(role=connection.settings_dict["USER"]))


def table(rows: list[dict], width: int) -> str:
    lines = ["   calls   total s   mean ms      rows  statement"]
    lines += [
        f"{row['calls']:>8} {row['total_exec_time'] / 1000:>9.1f} {row['mean_exec_time']:>9.1f}"
        f" {row['rows']:>9}  {row['query'][:width]}"
        for row in rows
    ]
    return "\n".join(lines)
