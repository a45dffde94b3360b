"""What the account of the pages may do in the database, settled after each migration.

Two accounts: the owner makes and changes tables; the pages and the background work sign in with
one that may not. Of the logs it may read and add rows, never change or delete one, nor the seals.
See docs/looks.md, which has the few lines of SQL for a server of one's own.
"""

from django.apps import apps
from django.conf import settings
from django.db import connection

from casework.governance.log_tables import NOT_SEALED, log_tables

TABLES = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind IN ('r', 'p') AND NOT relispartition
      AND relnamespace = current_schema::regnamespace AND relowner = current_user::regrole
"""
PARTITIONS = TABLES.replace("NOT relispartition", "relispartition")
SEQUENCES = TABLES.replace("IN ('r', 'p') AND NOT relispartition", "= 'S'")


def settle(**_) -> None:
    role = settings.DATABASE_PAGES_ACCOUNT
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, 1 FROM pg_roles WHERE rolname = %s", [role])
        known = cursor.fetchone()
        if not known or known[0] == role:
            return
        account = connection.ops.quote_name(role)
        no_tables_of_their_own(cursor)
        cursor.execute(f"SELECT format('GRANT USAGE ON SCHEMA %I TO {account}', current_schema)")
        cursor.execute(cursor.fetchone()[0])
        tables, partitions, sequences = (
            _listed(cursor, asked) for asked in (TABLES, PARTITIONS, SEQUENCES)
        )
        kept = ", ".join(
            connection.ops.quote_name(name) for name in sorted(never_changed() & _names(cursor))
        )
        removals = ", ".join(sorted(made_by_owner() & _names(cursor)))
        for words, names in (
            ("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", tables),
            ("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}", kept),
            ("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}", "django_migrations"),
            ("REVOKE INSERT ON {} FROM {}", removals),
            ("REVOKE ALL ON {} FROM {}", partitions),
            ("GRANT USAGE, SELECT ON SEQUENCE {} TO {}", sequences),
        ):
            if names:
                cursor.execute(words.format(names, account))
        add_only_what_happens_now(cursor, account)


def add_only_what_happens_now(cursor, account: str) -> None:
    """In which transaction a row of a log was written, and its number, the database alone says: a
    row put in as if it had been sealed long ago is refused, not only found."""
    there = _names(cursor)
    for table in (table for table in log_tables() if table.name in there):
        own = {NOT_SEALED, table.key}
        columns = [connection.ops.quote_name(name) for name in table.columns() if name not in own]
        cursor.execute(f"REVOKE INSERT ON {table.name} FROM {account}")
        cursor.execute(f"GRANT INSERT ({', '.join(columns)}) ON {table.name} TO {account}")


def no_tables_of_their_own(cursor) -> None:
    """A temporary table may bear the name of a log and is found before it: what a trigger writes
    would go there. Whoever owns the database may still make one."""
    cursor.execute("SELECT format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database())")
    cursor.execute(cursor.fetchone()[0])


def never_changed() -> set[str]:
    """The tables of which a row that was written stays as it is."""
    seals = {model._meta.db_table for model in apps.get_app_config("governance").get_models()}
    seals -= {apps.get_model("governance", name)._meta.db_table for name in ("Home", "LookReview")}
    return seals | {table.name for table in log_tables()}


def may_take_out() -> bool:
    """Whether this account may take rows out of the logs: the owner's may, the pages' may not."""
    table = log_tables()[0].name
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'DELETE')", [table])
        return bool(cursor.fetchone()[0])


def made_by_owner() -> set[str]:
    """What was taken out of the logs lawfully the owner alone writes down."""
    names = ("Removal", "RemovedRow")
    return {apps.get_model("governance", name)._meta.db_table for name in names}


def _listed(cursor, asked: str) -> str:
    cursor.execute(asked)
    return ", ".join(name for (name,) in cursor.fetchall())


def _names(cursor) -> set[str]:
    cursor.execute(TABLES.replace("quote_ident(relname)", "relname"))
    return {name for (name,) in cursor.fetchall()}
