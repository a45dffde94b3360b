"""The triggers that say of which days the rows of a table changed, for migrations.

A statement marks each day it touched once, whatever wrote it: a form, the sweep, a merge, SQL by
hand. The marks are added and never changed, so two who save at once do not wait for each other.
A child whose file becomes restricted, or no longer is, or leads on to another, changes every day of
their rows: what is kept is of the children everybody in the service may know of.
"""

from django.db import migrations

MARK = "INSERT INTO figures_changedday (source, day) SELECT DISTINCT '{source}', day FROM"

SQL = """
CREATE FUNCTION figures_{source}_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {mark} (SELECT {day} AS day FROM written) AS touched WHERE day IS NOT NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION figures_{source}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {mark} (
        SELECT day FROM (
            (SELECT id, {day} AS day, {columns} FROM was
             EXCEPT SELECT id, {day}, {columns} FROM written)
            UNION ALL
            (SELECT id, {day}, {columns} FROM written
             EXCEPT SELECT id, {day}, {columns} FROM was)
        ) AS differs
    ) AS touched WHERE day IS NOT NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION figures_{source}_of_child() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {mark} (
        SELECT {day} AS day FROM {table} WHERE child_id IN (
            SELECT written.id FROM written JOIN was ON was.id = written.id
            WHERE (was.restricted, was.merged_into_id, was.authority_id)
                  IS DISTINCT FROM
                  (written.restricted, written.merged_into_id, written.authority_id)
        )
    ) AS touched WHERE day IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_{source}_inserted AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION figures_{source}_written();
CREATE TRIGGER figures_{source}_deleted AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION figures_{source}_written();
CREATE TRIGGER figures_{source}_updated AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS was NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION figures_{source}_changed();
CREATE TRIGGER figures_{source}_of_child AFTER UPDATE ON children_child
    REFERENCING OLD TABLE AS was NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION figures_{source}_of_child();
"""

# A batch of the first night holds thousands of rows and few instants: what day an instant falls on
# is asked of each once.
INSTANTS = """
CREATE OR REPLACE FUNCTION figures_{source}_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {mark} (SELECT {day} AS day FROM {written} AS written) AS touched WHERE day IS NOT NULL;
    RETURN NULL;
END $$
"""

UNDO = """
DROP TRIGGER figures_{source}_inserted ON {table};
DROP TRIGGER figures_{source}_deleted ON {table};
DROP TRIGGER figures_{source}_updated ON {table};
DROP TRIGGER figures_{source}_of_child ON children_child;
DROP FUNCTION figures_{source}_written();
DROP FUNCTION figures_{source}_changed();
DROP FUNCTION figures_{source}_of_child();
"""


def day_marks(source: str, *, table: str, day: str, columns: list[str]) -> migrations.RunSQL:
    """``day`` is the row's day and ``columns`` all else its figures read, as SQL."""
    names = {"source": source, "table": table, "day": day, "columns": ", ".join(columns)}
    made = SQL.format(mark=MARK.format(**names), **names)
    return migrations.RunSQL([made], [UNDO.format(**names)])


def instants_marked_once(source: str, *, instant: str, day: str) -> migrations.RunSQL:
    """Of rows that are added or deleted, each ``instant`` makes its ``day`` once."""
    mark = MARK.format(source=source)
    once = f"(SELECT DISTINCT {instant} FROM written)"
    made, before = (
        INSTANTS.format(source=source, mark=mark, day=day, written=written)
        for written in (once, "written")
    )
    return migrations.RunSQL([made], [before])
