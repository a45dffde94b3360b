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
        ('writing', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='dismissal',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dismissal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dismissal',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='dismissal',
            name='dismissal_once_a_field',
        ),
        migrations.AddField(
            model_name='dismissal',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='dismissal',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='dismissal',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dismissalevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='dismissalevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='dismissalevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."field", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='4cfd952dad084361ac762554e60ffb13b7dfbf98', operation='INSERT', pgid='pgtrigger_insert_insert_1dfef', table='writing_dismissal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."field", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='18c65b3fd34020962c8062fde87dc4749a4711fa', operation='UPDATE', pgid='pgtrigger_update_update_f5007', table='writing_dismissal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (OLD."authority_id", OLD."child_id", OLD."code", OLD."field", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."record", OLD."record_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='e670735070c218dccc88a0b50f9071de303011b8', operation='DELETE', pgid='pgtrigger_delete_delete_73f58', table='writing_dismissal', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='dismissal',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('record', 'record_id', 'field', 'code', 'words'), name='dismissal_once_a_field'),
        ),
        migrations.AddConstraint(
            model_name='dismissal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='dismissal_withdrawn_whole'),
        ),
        ]),
    ]
