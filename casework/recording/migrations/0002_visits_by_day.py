"""Of which days visits have changed since they were counted."""

from django.db import migrations

from casework.figures.day_marks import day_marks

VISITS = day_marks(
    "visits",
    table="recording_childvisit",
    day="held_on",
    columns=["child_id", "seen", "seen_alone", "own_words = ''", "recorded_at", "withdrawn_at"],
)


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_days_counted_once"), ("recording", "0001_initial")]
    operations = [VISITS]
