"""A look may name many children, and says what was asked: one row a page, a search or a pull."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import casework.children.models.looks
from casework.interface.migrations import only_our_tables

WIDER = """
ALTER TABLE children_fileaccess ALTER COLUMN child_id DROP NOT NULL;
ALTER TABLE children_fileaccess
    ADD COLUMN page varchar(100) NOT NULL DEFAULT '',
    ADD COLUMN asked varchar(500) NOT NULL DEFAULT '',
    ADD COLUMN found integer,
    ADD COLUMN children bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN files int8multirange,
    ADD COLUMN pgh_xact bigint;
ALTER TABLE children_fileaccess
    ALTER COLUMN pgh_xact SET DEFAULT pg_current_xact_id()::text::bigint;
CREATE INDEX fileaccess_naming ON children_fileaccess USING gin (children)
    WHERE children <> '{}';
CREATE INDEX fileaccess_pulls ON children_fileaccess USING gist (files)
    WHERE files IS NOT NULL;
CREATE INDEX fileaccess_xact ON children_fileaccess USING brin (pgh_xact)
    WITH (pages_per_range = 32, autosummarize = on);
"""
AS_BEFORE = """
DROP INDEX fileaccess_naming, fileaccess_pulls, fileaccess_xact;
DELETE FROM children_fileaccess WHERE child_id IS NULL;
ALTER TABLE children_fileaccess ALTER COLUMN child_id SET NOT NULL;
ALTER TABLE children_fileaccess DROP COLUMN page, DROP COLUMN asked, DROP COLUMN found,
    DROP COLUMN children, DROP COLUMN files, DROP COLUMN pgh_xact;
"""
ROOM = """
CREATE FUNCTION children_make_room(months integer) RETURNS SETOF date
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    first date := date_trunc('month', now() AT TIME ZONE 'UTC');
    next date;
    partition text;
BEGIN
    FOR ahead IN 0 .. least(months, 24) - 1 LOOP
        next := first + interval '1 month';
        partition := 'children_fileaccess_' || to_char(first, 'YYYY_MM');
        IF to_regclass(partition) IS NULL AND NOT EXISTS (
            SELECT FROM children_fileaccess_other
            WHERE at >= (first || ' 00:00+00')::timestamptz
              AND at < (next || ' 00:00+00')::timestamptz
        ) THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF children_fileaccess FOR VALUES FROM (%L) TO (%L)',
                partition, first || ' 00:00+00', next || ' 00:00+00');
            RETURN NEXT first;
        END IF;
        first := next;
    END LOOP;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0005_opened_for_minutes")]

    operations = [
        migrations.RunSQL(WIDER, AS_BEFORE),
        migrations.RunSQL(ROOM, "DROP FUNCTION children_make_room(integer)"),
        migrations.RunSQL(
            only_our_tables("children_make_room(integer)"), migrations.RunSQL.noop
        ),
        migrations.AlterField(
            "fileaccess",
            "child",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="looks",
                to="children.child",
            ),
        ),
        migrations.AddField("fileaccess", "page", models.CharField(blank=True, max_length=100)),
        migrations.AddField("fileaccess", "asked", models.CharField(blank=True, max_length=500)),
        migrations.AddField("fileaccess", "found", models.IntegerField(null=True)),
        migrations.AddField(
            "fileaccess",
            "children",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            "fileaccess", "files", casework.children.models.looks.FileSet(null=True)
        ),
    ]
