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
        ('timescales', '0002_calendar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='latereason',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='latereason',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='latereason',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='latereason',
            name='late_reason_once',
        ),
        migrations.AddField(
            model_name='latereason',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='latereason',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='latereason',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='latereasonevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='latereasonevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='latereasonevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='latereason',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='140055a2834752f01c87d4b98ed6f7f3869eb5ef', operation='INSERT', pgid='pgtrigger_insert_insert_c57fe', table='timescales_latereason', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='latereason',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='88b9e1fa23b89a5362b316d1291a2dfecd56075b', operation='UPDATE', pgid='pgtrigger_update_update_793fc', table='timescales_latereason', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='latereason',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='0ef82c672ff069841da14d2aaff6774c6f065543', operation='DELETE', pgid='pgtrigger_delete_delete_3229b', table='timescales_latereason', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='latereason',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('code', 'record_id'), name='late_reason_once'),
        ),
        migrations.AddConstraint(
            model_name='latereason',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='latereason_withdrawn_whole'),
        ),
        ]),
    ]
