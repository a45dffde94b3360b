import casework.interface.migrations
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_accounts_and_what_opens'),
        ('figures', '0003_numbers_for_the_wall'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='DeletedShare',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(max_length=60)),
                        ('month', models.DateField()),
                        ('of', models.PositiveIntegerField(default=0)),
                        ('counted', models.PositiveIntegerField(default=0)),
                        ('some_counted', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                        ('some_not', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.authority')),
                    ],
                    options={
                        'verbose_name': 'share of deleted files',
                        'constraints': [models.UniqueConstraint(fields=('authority', 'figure', 'month'), name='deleted_share_once')],
                    },
                ),
            ],
        ),
    ]
