import casework.interface.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
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
            ],
        ),
    ]
