from django.conf import settings
from django.db import migrations, models

from casework.figures.day_marks import day_marks

VISITS = day_marks(
    "visits",
    table="recording_childvisit",
    day="held_on",
    columns=["child_id", "seen", "seen_alone", "own_words = ''", "recorded_at", "withdrawn_at"],
)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0003_people_in_order'),
        ('figures', '0002_days_counted_once'),
        ('recording', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='childvisit',
            index=models.Index(fields=['held_on'], name='visit_by_day'),
        ),
        VISITS,
    ]
