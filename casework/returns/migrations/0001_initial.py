import casework.interface.migrations
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Provenance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('module', models.CharField(max_length=40)),
                        ('record', models.BigIntegerField()),
                        ('reference_on', models.DateField(help_text='ReferenceDate')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('module', 'record'), name='provenance_once_a_record')],
                    },
                ),
                migrations.CreateModel(
                    name='CensusImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('held', models.BinaryField(null=True)),
                        ('report', models.JSONField()),
                        ('rehearsed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('loaded_at', models.DateTimeField(null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.authority')),
                        ('loaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', '-rehearsed_at'], name='census_imports_of_council')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('loaded_at', None), ('loaded_by', None)), models.Q(('held', None), ('loaded_at__isnull', False), ('loaded_by__isnull', False)), _connector='OR'), name='census_import_loaded_holds_no_file')],
                    },
                ),
            ],
        ),
    ]
