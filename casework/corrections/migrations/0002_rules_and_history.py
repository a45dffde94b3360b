import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [('corrections', '0001_initial')]

    operations = [
        AtOnce([
            migrations.AddIndex(
                model_name='correction',
                index=models.Index(fields=['kind', 'record'], name='correction_of_record'),
            ),
            migrations.AddIndex(
                model_name='correction',
                index=models.Index(fields=['child', '-recorded_at'], name='correction_of_child'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='correction_withdrawn_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='776c8eadfe1330a921371f4813062170d024e066', operation='INSERT', pgid='pgtrigger_insert_insert_0f277', table='corrections_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='38889876e889d5d3af8175d0860d8837a44cf854', operation='UPDATE', pgid='pgtrigger_update_update_5eec3', table='corrections_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."said", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='cc9d403519bf5a4ba2e6d79db0f48cdcdd9aba3d', operation='DELETE', pgid='pgtrigger_delete_delete_96daf', table='corrections_correction', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='withdrawal',
                index=models.Index(fields=['child', '-recorded_at'], name='withdrawal_of_child'),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('done_at', None), ('withdrawn_at', None)), fields=('kind', 'record'), name='withdrawal_asked_once', violation_error_message='Somebody has already asked for this'),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='withdrawal_decided_by_someone'),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='withdrawal_agreed_by_another', violation_error_message='Another person has to agree, not the one who asked'),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='withdrawal_withdrawn_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."beneath", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."kind", NEW."links", NEW."moved_to_id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a37de12242a5e8c650ce9e0a7111a3c84397ca00', operation='INSERT', pgid='pgtrigger_insert_insert_cae15', table='corrections_withdrawal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."beneath", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."kind", NEW."links", NEW."moved_to_id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='caa262491bb067cbbc510e47a46fd5e0da347ba7', operation='UPDATE', pgid='pgtrigger_update_update_9f926', table='corrections_withdrawal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."beneath", OLD."child_id", OLD."decided_at", OLD."decided_by_id", OLD."done_at", OLD."id", OLD."kind", OLD."links", OLD."moved_to_id", OLD."not_agreed_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."submitted_at", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='c2d05225995ab67ed32cafba1ac808c68fd7af83', operation='DELETE', pgid='pgtrigger_delete_delete_b605e', table='corrections_withdrawal', when='AFTER')),
            ),
        ]),
    ]
