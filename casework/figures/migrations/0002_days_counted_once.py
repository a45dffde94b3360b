import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from casework.figures.day_marks import day_marks
from casework.interface.migrations import FirstTables

CLOCKS = day_marks(
    "clocks",
    table="timescales_deadline",
    day="(due_at AT TIME ZONE 'Europe/London')::date",
    columns=["child_id", "code", "due_at", "met_at", "lapsed_at", "time_known"],
)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0003_people_in_order'),
        ('figures', '0001_initial'),
        ('timescales', '0003_deadlines_by_day'),
    ]

    operations = [
        FirstTables(operations=[
            migrations.CreateModel(
                name='ChangedDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=20)),
                    ('day', models.DateField()),
                ],
                options={
                    'indexes': [models.Index(fields=['source', 'day'], name='changed_day')],
                },
            ),
            migrations.CreateModel(
                name='TalliedDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=20)),
                    ('day', models.DateField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('source', 'day'), name='tallied_day_once')],
                },
            ),
            migrations.CreateModel(
                name='DayTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('figure', models.CharField(max_length=60)),
                    ('day', models.DateField()),
                    ('of', models.PositiveIntegerField()),
                    ('counted', models.PositiveIntegerField()),
                    ('some_counted', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('some_not', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.authority')),
                ],
                options={
                    'verbose_name_plural': 'day tallies',
                    'indexes': [models.Index(fields=['day', 'figure'], name='day_tally_of_day')],
                    'constraints': [models.UniqueConstraint(fields=('authority', 'figure', 'day'), name='day_tally_once')],
                },
            ),
        ]),
        CLOCKS,
    ]
