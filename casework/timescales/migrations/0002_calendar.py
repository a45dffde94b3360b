from django.db import migrations

from casework.timescales.holidays import calendar
from casework.timescales.nights import triggers


def fill(apps, schema_editor):
    WorkingDay = apps.get_model("timescales", "WorkingDay")
    WorkingDay.objects.bulk_create((WorkingDay(**day) for day in calendar()), batch_size=5000)


def empty(apps, schema_editor):
    apps.get_model("timescales", "WorkingDay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("timescales", "0001_initial")]
    operations = [
        migrations.RunPython(fill, empty),
        # Undone: the triggers go before the table they write to. They are made after migrating.
        migrations.RunPython(migrations.RunPython.noop, triggers.remove),
    ]
