from django.db import migrations

from casework.figures.day_marks import instants_marked_once


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_days_counted_once")]
    operations = [
        instants_marked_once(
            "clocks", instant="due_at", day="(due_at AT TIME ZONE 'Europe/London')::date"
        )
    ]
