import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0008_records_withdrawn'),
        ('chronology', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='significance',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='significance',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='significance',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='significance',
            name='significance_once',
        ),
        migrations.AddField(
            model_name='significance',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='significance',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='significance',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='significanceevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='significanceevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='significanceevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
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
        migrations.AddConstraint(
            model_name='significance',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('child', 'code', 'record'), name='significance_once', violation_error_message='Someone has already marked this as significant'),
        ),
        migrations.AddConstraint(
            model_name='significance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='significance_withdrawn_whole'),
        ),
        ]),
    ]
