import django.db.models.deletion
from django.db import migrations, models

import casework.interface.migrations
from casework.timescales.nights import triggers


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0002_who_has_looked'),
        ('timescales', '0003_deadlines_by_day'),
    ]

    operations = [
        casework.interface.migrations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='CheckedUpTo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='CountedWith',
                    fields=[
                        ('what', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('said', models.CharField(max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name='FileChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of_child', models.BigIntegerField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['of_child'], name='file_change_of_child')],
                    },
                ),
                migrations.AlterField(
                    model_name='deadline',
                    name='child',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='children.child'),
                ),
                migrations.AddIndex(
                    model_name='deadline',
                    index=models.Index(fields=['child', 'code'], name='deadline_of_child'),
                ),
            ],
        ),
        # Undone: the triggers go before the table they write to. They are made after migrating.
        migrations.RunPython(migrations.RunPython.noop, triggers.remove),
    ]
