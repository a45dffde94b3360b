import casework.interface.migrations
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('dashboards', '0002_what_a_first_day_settled'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='WallRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='day of the month')),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                        ('authority', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wall_rule', to='access.authority')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 28)), name='wall_day_is_in_every_month', violation_error_message='Give a day from 1 to 28: every month has it')],
                    },
                ),
                migrations.CreateModel(
                    name='WallRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='day of the month')),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dashboards.wallrule')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WallSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('last_on', models.DateField(verbose_name='the last day of the month')),
                        ('numbers', models.JSONField()),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wall_sheets', to='access.authority')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('authority', 'last_on'), name='wall_sheet_once')],
                        'ordering': ['-last_on'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallrule',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_wallruleevent" ("authority_id", "day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."authority_id", NEW."day", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;', hash='0c44a6408cba512d78378343292e01ba55867621', operation='INSERT', pgid='pgtrigger_insert_insert_111e2', table='dashboards_wallrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallrule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dashboards_wallruleevent" ("authority_id", "day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."authority_id", NEW."day", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roles"); RETURN NULL;', hash='f5e447a2eff533af04ad9f2769ddbbda6ab7ab5f', operation='UPDATE', pgid='pgtrigger_update_update_c0d8b', table='dashboards_wallrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallrule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_wallruleevent" ("authority_id", "day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."authority_id", OLD."day", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;', hash='6382fdcd3fe5f31fa39a170240a70cda4ef081bb', operation='DELETE', pgid='pgtrigger_delete_delete_53395', table='dashboards_wallrule', when='AFTER')),
                ),
            ]
        ),
    ]
