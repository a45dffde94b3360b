import casework.interface.migrations
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
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
            ],
        ),
    ]
