import casework.interface.migrations
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('dashboards', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='FirstDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('made_at', models.DateTimeField()),
                        ('mail_tested_at', models.DateTimeField(blank=True, null=True)),
                        ('clocks_confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('authority', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='first_day', to='access.authority')),
                        ('clocks_confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('clocks_confirmed_at', None), ('clocks_confirmed_by__isnull', False), _connector='OR'), name='first_day_clocks_confirmed_by_someone')],
                    },
                ),
                migrations.CreateModel(
                    name='FirstDayEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('made_at', models.DateTimeField()),
                        ('mail_tested_at', models.DateTimeField(blank=True, null=True)),
                        ('clocks_confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('clocks_confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dashboards.firstday')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='firstday',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_firstdayevent" ("authority_id", "clocks_confirmed_at", "clocks_confirmed_by_id", "id", "made_at", "mail_tested_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."clocks_confirmed_at", NEW."clocks_confirmed_by_id", NEW."id", NEW."made_at", NEW."mail_tested_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ea764473aaa1a3d6a1dd389c39e5bbde4f85a809', operation='INSERT', pgid='pgtrigger_insert_insert_74ada', table='dashboards_firstday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='firstday',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dashboards_firstdayevent" ("authority_id", "clocks_confirmed_at", "clocks_confirmed_by_id", "id", "made_at", "mail_tested_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."clocks_confirmed_at", NEW."clocks_confirmed_by_id", NEW."id", NEW."made_at", NEW."mail_tested_at", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f1a9752437b3fd461f746e7deefbdef43e3b5fde', operation='UPDATE', pgid='pgtrigger_update_update_74dd5', table='dashboards_firstday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='firstday',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_firstdayevent" ("authority_id", "clocks_confirmed_at", "clocks_confirmed_by_id", "id", "made_at", "mail_tested_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."authority_id", OLD."clocks_confirmed_at", OLD."clocks_confirmed_by_id", OLD."id", OLD."made_at", OLD."mail_tested_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b8d65903001964409c0f74c6bd45d31afe263462', operation='DELETE', pgid='pgtrigger_delete_delete_f96b9', table='dashboards_firstday', when='AFTER')),
                ),
            ],
        ),
    ]
