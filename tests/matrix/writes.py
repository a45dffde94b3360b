"""What one request wrote, whatever wrote it: the rows each table has seen in this transaction."""

from django.db import connection

ALWAYS = ("children_fileaccess", "django_session", "usersessions_", "children_draft")
"""A look is kept of whoever is let in, and of a refusal; a session is renewed."""
SAID = """
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
    WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def so_far() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(SAID)
        return {name: rows for name, rows in cursor.fetchall() if not name.startswith(ALWAYS)}


def since(before: dict[str, int]) -> list[str]:
    """The tables written to since."""
    return between(before, so_far())


def between(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return sorted(name for name, rows in after.items() if rows != before.get(name, 0))
