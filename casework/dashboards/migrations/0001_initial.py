import casework.interface.migrations
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='CaseloadWeights',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('no_plan', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with no plan yet')),
                        ('need', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with a child in need plan')),
                        ('protection', models.DecimalField(decimal_places=2, default=Decimal('1.5'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with a child protection plan')),
                        ('sibling', models.DecimalField(decimal_places=2, default=Decimal('0.5'), help_text='The share of what they would count alone', max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='each brother or sister with the same worker')),
                        ('authority', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='caseload_weights', to='access.authority')),
                    ],
                    options={
                        'verbose_name_plural': 'caseload weights',
                    },
                ),
                migrations.CreateModel(
                    name='CaseloadWeightsEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('no_plan', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with no plan yet')),
                        ('need', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with a child in need plan')),
                        ('protection', models.DecimalField(decimal_places=2, default=Decimal('1.5'), max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='a child with a child protection plan')),
                        ('sibling', models.DecimalField(decimal_places=2, default=Decimal('0.5'), help_text='The share of what they would count alone', max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(5)], verbose_name='each brother or sister with the same worker')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dashboards.caseloadweights')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
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
                        'ordering': ['-last_on'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'last_on'), name='wall_sheet_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='caseloadweights',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_caseloadweightsevent" ("authority_id", "id", "need", "no_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "sibling") VALUES (NEW."authority_id", NEW."id", NEW."need", NEW."no_plan", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protection", NEW."sibling"); RETURN NULL;', hash='2d7caa18e9462770a75eaa40e70995fa3bab9334', operation='INSERT', pgid='pgtrigger_insert_insert_fc7a3', table='dashboards_caseloadweights', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='caseloadweights',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dashboards_caseloadweightsevent" ("authority_id", "id", "need", "no_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "sibling") VALUES (NEW."authority_id", NEW."id", NEW."need", NEW."no_plan", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protection", NEW."sibling"); RETURN NULL;', hash='0fb3c1dfbab51700d3da86409fcf9ce1e276231c', operation='UPDATE', pgid='pgtrigger_update_update_9910f', table='dashboards_caseloadweights', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='caseloadweights',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dashboards_caseloadweightsevent" ("authority_id", "id", "need", "no_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "sibling") VALUES (OLD."authority_id", OLD."id", OLD."need", OLD."no_plan", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."protection", OLD."sibling"); RETURN NULL;', hash='b0a083d3326469de45daa79e48e1b0281cc3579b', operation='DELETE', pgid='pgtrigger_delete_delete_8121d', table='dashboards_caseloadweights', when='AFTER')),
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
            ],
        ),
    ]
