"""Whoever tells people each quarter of an hour asks what is running and what stopped since, and
need not read ten years of clocks for it."""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timescales", "0004_what_a_night_asks")]

    operations = [
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce("met_at", "lapsed_at"),
                name="deadline_stopped",
            ),
        ),
    ]
