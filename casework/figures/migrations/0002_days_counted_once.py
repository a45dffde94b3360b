"""Of which days clocks have changed since they were counted."""

from django.db import migrations

from casework.figures.day_marks import day_marks

CLOCKS = day_marks(
    "clocks",
    table="timescales_deadline",
    day="(due_at AT TIME ZONE 'Europe/London')::date",
    columns=["child_id", "code", "due_at", "met_at", "lapsed_at", "time_known"],
)


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("timescales", "0001_initial")]
    operations = [CLOCKS]
