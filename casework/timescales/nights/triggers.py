"""The triggers that note whose files changed, on every table that some clock reads.

They are made after each migration from what the rules declare, so that a new rule has them without
anybody remembering. A statement adds one row for each file it wrote on, however many rows it wrote.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import connections
from django.db.models import Model

from casework.timescales.nights.models import FileChange
from casework.timescales.nights.ways import way_to_children

NAME = "timescales_note"
BODY = """
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO {queue} (of_child)
        SELECT child.id FROM ({both}) AS child (id) WHERE child.id IS NOT NULL;
    ELSE
        INSERT INTO {queue} (of_child)
        SELECT child.id FROM ({one}) AS child (id) WHERE child.id IS NOT NULL;
    END IF;
    RETURN NULL;
END
"""
ONE = "SELECT {column} FROM written"
BOTH = "SELECT {column} FROM written UNION SELECT {column} FROM before"
MAKE = """
CREATE OR REPLACE FUNCTION {name}_{table}() RETURNS trigger LANGUAGE plpgsql AS $note${body}$note$;
CREATE OR REPLACE TRIGGER {name}_insert AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_{table}();
CREATE OR REPLACE TRIGGER {name}_update AFTER UPDATE ON {table}
    REFERENCING NEW TABLE AS written OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_{table}();
CREATE OR REPLACE TRIGGER {name}_delete AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_{table}();
"""
STANDING = """
SELECT substr(p.proname, %s), CASE WHEN count(t.oid) = 3 THEN p.prosrc ELSE '' END
FROM pg_proc p LEFT JOIN pg_trigger t ON t.tgfoid = p.oid
WHERE p.proname LIKE %s GROUP BY p.oid
"""


def wanted(tables: Iterable[str]) -> dict[str, str]:
    """The body of the function that notes what is written to each of these tables, where it is
    about children."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {table: body for table in sorted(tables) if (body := body_for(models[table]))}


def body_for(model: type[Model]) -> str:
    way = way_to_children(model, ONE)
    if not way:
        return ""
    queue = FileChange._meta.db_table
    return BODY.format(queue=queue, one=_distinct(way), both=way_to_children(model, BOTH))


def _distinct(query: str) -> str:
    return query if " UNION " in query else query.replace("SELECT", "SELECT DISTINCT", 1)


def install(tables: Iterable[str], *, using: str) -> None:
    """Note what is written to these tables, and to no others. What stands already is left alone."""
    introspection = connections[using].introspection
    with connections[using].cursor() as cursor:
        there = set(introspection.table_names(cursor))
        if FileChange._meta.db_table not in there:
            return
        bodies = wanted(there.intersection(tables))
        cursor.execute(STANDING, [len(NAME) + 2, f"{NAME}\\_%"])
        standing = dict(cursor.fetchall())
        for table in standing.keys() - bodies.keys():
            cursor.execute(f"DROP FUNCTION {NAME}_{table}() CASCADE")
        for table, body in bodies.items():
            if standing.get(table) != body:
                cursor.execute(MAKE.format(name=NAME, table=table, body=body))


def remove(apps, schema_editor) -> None:
    """Before the queue itself is taken away."""
    install([], using=schema_editor.connection.alias)
