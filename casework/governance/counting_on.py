"""A database that was put back counts its transactions on from above all that its logs name.

``pg_resetwal`` does it at once, on a server whose files one can reach. On any other the numbers are
used up one by one, once.
"""

from collections.abc import Callable

from django.db import connection

from casework.governance.log_tables import log_tables
from casework.governance.models import Seal

AT_ONCE = 500_000
USE_UP = """
DO $$ BEGIN
    WHILE pg_current_xact_id()::text::bigint < {upto} LOOP COMMIT; END LOOP;
END $$
"""


def count_on(say: Callable[[str], None]) -> int:
    """How many numbers were used up. Never within a transaction: each number is one."""
    goal, here = highest_named() + 1, counted_to()
    missing = max(0, goal - here)
    while here < goal:
        here = min(goal, here + AT_ONCE)
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            cursor.execute(USE_UP.format(upto=here))
            cursor.execute("RESET synchronous_commit")
        say(f"Counted to {here:,} of {goal:,}.")
    return missing


def counted_to() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        return cursor.fetchone()[0]


def highest_named() -> int:
    """Of the last seal, and of what was written after it and before the backup."""
    last = Seal.objects.order_by("-number").first()
    numbers = [int(last.snapshot.split(":")[1])] if last else [0]
    with connection.cursor() as cursor:
        for table in log_tables():
            cursor.execute(f"SELECT coalesce(max(pgh_xact), 0) FROM {table.name}")
            numbers.append(cursor.fetchone()[0])
    return max(numbers)
