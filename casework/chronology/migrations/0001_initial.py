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
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=60)),
                        ('record', models.BigIntegerField(editable=False)),
                        ('reason', models.CharField(max_length=300, verbose_name='why this matters in the child’s story')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'significant event',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('child', 'code', 'record'), name='significance_once', violation_error_message='Someone has already marked this as significant'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='significance_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='SignificanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=60)),
                        ('record', models.BigIntegerField(editable=False)),
                        ('reason', models.CharField(max_length=300, verbose_name='why this matters in the child’s story')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='chronology.significance')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='cfae1960371b924407e6488e152f0e11c5123a02', operation='INSERT', pgid='pgtrigger_insert_insert_291b9', table='chronology_significance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b52c4600cd34e7efcf4b10f12622751939355a5f', operation='UPDATE', pgid='pgtrigger_update_update_6611a', table='chronology_significance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='significance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "chronology_significanceevent" ("authority_id", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='ac0f8f9ddf37e774810cd023e20c6bf5abcdda5a', operation='DELETE', pgid='pgtrigger_delete_delete_3d163', table='chronology_significance', when='AFTER')),
                ),
            ],
        ),
    ]
