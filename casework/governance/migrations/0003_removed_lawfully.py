import casework.interface.migrations
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0002_numbered_by_the_database'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Removal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('because', models.CharField(max_length=200)),
                        ('key', models.CharField(max_length=16)),
                        ('digest', models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='RemovedRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.BigIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('now', models.CharField(blank=True, max_length=64)),
                        ('layout', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.layout')),
                        ('removal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='governance.removal')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['layout', 'number'], name='removed_row_of_log')],
                    },
                ),
            ],
        ),
    ]
