"""A database that was put back counts its transactions on from above all that its logs name.

``pg_resetwal`` does it at once, on a server whose files one can reach. On any other the numbers are
used up one by one, once.
"""

from collections.abc import Callable

from django.db import connection, transaction

from casework.governance.chain import ALIKE, LOCK, Part, added, since, written
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


MISSED_BECAUSE = "Written after the database was put back and before it counted on"
MISSED = """
    NOT (SELECT coalesce(range_agg(sealed.keys), '{{}}')
         FROM governance_sealedrows AS sealed
         JOIN governance_layout AS layout ON layout.id = sealed.layout_id
         WHERE layout.table = %s) @> {key}::bigint
    AND pg_visible_in_snapshot(pgh_xact::text::xid8, %s::pg_snapshot)
"""


def seal_what_was_missed() -> int:
    """How many rows were written by a database that was put back and did not count on yet: no seal
    takes them, because their numbers are from before the last one. They are sealed now, together
    with what came since, and the seal keeps why: nothing proves them before that."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(ALIKE)
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s), pg_current_snapshot()::text, clock_timestamp()",
            [LOCK],
        )
        _, snapshot, at = cursor.fetchone()
        last = Seal.objects.order_by("-number").first()
        if last is None:
            return 0
        missed, parts = 0, list[Part]()
        for table in log_tables():
            asked = MISSED.format(key=table.key)
            of_table = [table.name, last.snapshot]
            missed += sum(part.rows for part in added(cursor, table, asked, of_table))
            new, values = since(last)
            parts += added(cursor, table, f"({new}) OR ({asked})", values + of_table)
        if missed:
            written(snapshot, at, MISSED_BECAUSE, last, parts)
        return missed


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
