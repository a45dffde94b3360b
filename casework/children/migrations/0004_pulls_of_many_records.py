from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import casework.children.models.looks

INSTANT = """
CREATE FUNCTION api_instant(at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT replace(
        to_char(at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', ''
    ) || CASE at AT TIME ZONE 'Europe/London' - at AT TIME ZONE 'UTC'
         WHEN interval '0' THEN 'Z' ELSE '+01:00' END
$$
"""
"""An instant as the API writes it, by the clocks of the country."""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0003_people_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(INSTANT, "DROP FUNCTION api_instant(timestamptz)"),
        migrations.CreateModel(
            name="Pull",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("records", models.CharField(editable=False, max_length=60)),
                ("asked", models.CharField(blank=True, editable=False, max_length=500)),
                ("begun_at", models.DateTimeField(default=timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("rows", models.BigIntegerField(default=0, editable=False)),
                ("snapshot", models.TextField(editable=False)),
                ("cluster", models.CharField(editable=False, max_length=60)),
                (
                    "sight",
                    casework.children.models.looks.FileSet(default="{}", editable=False),
                ),
                (
                    "children",
                    casework.children.models.looks.FileSet(default="{}", editable=False),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to="children.pull",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        editable=False,
                        on_delete=models.PROTECT,
                        related_name="pulls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-begun_at"], name="pull_newest_first")],
            },
        ),
    ]
