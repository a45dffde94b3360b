import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0001_initial'),
    ]

    operations = [
        AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='moderation',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='moderation',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='moderation',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='moderation',
                    name='chosen',
                    field=models.CharField(choices=[('drawn', 'drawn by lot, whatever the grade'), ('grade', 'because of the grade'), ('answers', 'because the answers did not fit the grade'), ('asked', 'because somebody asked for it')], default='asked', editable=False, help_text='Only what was drawn by lot says how far readings agree in general', max_length=8, verbose_name='how it was chosen'),
                ),
                migrations.AddField(
                    model_name='moderationevent',
                    name='chosen',
                    field=models.CharField(choices=[('drawn', 'drawn by lot, whatever the grade'), ('grade', 'because of the grade'), ('answers', 'because the answers did not fit the grade'), ('asked', 'because somebody asked for it')], default='asked', editable=False, help_text='Only what was drawn by lot says how far readings agree in general', max_length=8, verbose_name='how it was chosen'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moderation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audits_moderationevent" ("asked_on", "audit_id", "auditor_agrees", "auditor_says", "because", "chosen", "done_on", "grade", "grade_before", "id", "moderator_id", "panel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage") VALUES (NEW."asked_on", NEW."audit_id", NEW."auditor_agrees", NEW."auditor_says", NEW."because", NEW."chosen", NEW."done_on", NEW."grade", NEW."grade_before", NEW."id", NEW."moderator_id", NEW."panel", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."stage"); RETURN NULL;', hash='11682a1d4448a7832ef632af35bd1955ddae0e0e', operation='INSERT', pgid='pgtrigger_insert_insert_7aa57', table='audits_moderation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moderation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audits_moderationevent" ("asked_on", "audit_id", "auditor_agrees", "auditor_says", "because", "chosen", "done_on", "grade", "grade_before", "id", "moderator_id", "panel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage") VALUES (NEW."asked_on", NEW."audit_id", NEW."auditor_agrees", NEW."auditor_says", NEW."because", NEW."chosen", NEW."done_on", NEW."grade", NEW."grade_before", NEW."id", NEW."moderator_id", NEW."panel", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."stage"); RETURN NULL;', hash='97fecc3476765c73e8d0f4027be8a07eb7688a80', operation='UPDATE', pgid='pgtrigger_update_update_825cf', table='audits_moderation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moderation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audits_moderationevent" ("asked_on", "audit_id", "auditor_agrees", "auditor_says", "because", "chosen", "done_on", "grade", "grade_before", "id", "moderator_id", "panel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage") VALUES (OLD."asked_on", OLD."audit_id", OLD."auditor_agrees", OLD."auditor_says", OLD."because", OLD."chosen", OLD."done_on", OLD."grade", OLD."grade_before", OLD."id", OLD."moderator_id", OLD."panel", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."stage"); RETURN NULL;', hash='c5a014306da5c9036da592f62cde108c3372faa9', operation='DELETE', pgid='pgtrigger_delete_delete_a2337', table='audits_moderation', when='AFTER')),
                ),
            ]
        ),
    ]
