import casework.interface.migrations
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('children', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Significance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=60)),
                        ('record', models.BigIntegerField(editable=False)),
                        ('reason', models.CharField(max_length=300, verbose_name='why this matters in the child’s story')),
                    ],
                    options={
                        'verbose_name': 'significant event',
                        'constraints': [models.UniqueConstraint(fields=('child', 'code', 'record'), name='significance_once', violation_error_message='Someone has already marked this as significant')],
                    },
                ),
                migrations.CreateModel(
                    name='SignificanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='chronology.significance')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=60)),
                        ('record', models.BigIntegerField(editable=False)),
                        ('reason', models.CharField(max_length=300, verbose_name='why this matters in the child’s story')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id"); RETURN NULL;', hash='9fad4a476b90f8157be94efaeb4d1531d5ce8654', operation='INSERT', pgid='pgtrigger_insert_insert_291b9', table='chronology_significance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id"); RETURN NULL;', hash='57fea773062b84de4f77b7e0d4114cf34ae1d8e9', operation='UPDATE', pgid='pgtrigger_update_update_6611a', table='chronology_significance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id") VALUES (OLD."authority_id", OLD."child_id", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id"); RETURN NULL;', hash='9766c677d699d6809a7049970453167695ae4a84', operation='DELETE', pgid='pgtrigger_delete_delete_3d163', table='chronology_significance', when='AFTER')),
                ),
            ],
        ),
    ]
