import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('audits', '0001_initial'),
        ('children', '0002_who_has_looked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='audit',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='audit',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='audit',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='audit',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='audit',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='audit',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='audit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audits_auditevent" ("auditor_id", "authority_id", "child_id", "chosen_because", "chosen_from", "completed_on", "difference", "due_on", "edition", "family_feedback", "feedback_from", "final_grade", "final_on", "follows_id", "grade", "grade_reason", "graded", "id", "kind", "made_safe_at", "made_safe_by", "no_feedback_because", "no_view_because", "not_safe_at", "not_safe_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "sampling", "started_on", "strengths", "talk_with_manager", "talk_with_worker", "talked_with_manager_on", "talked_with_worker_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."auditor_id", NEW."authority_id", NEW."child_id", NEW."chosen_because", NEW."chosen_from", NEW."completed_on", NEW."difference", NEW."due_on", NEW."edition", NEW."family_feedback", NEW."feedback_from", NEW."final_grade", NEW."final_on", NEW."follows_id", NEW."grade", NEW."grade_reason", NEW."graded", NEW."id", NEW."kind", NEW."made_safe_at", NEW."made_safe_by", NEW."no_feedback_because", NEW."no_view_because", NEW."not_safe_at", NEW."not_safe_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."recorded_at", NEW."recorded_by_id", NEW."sampling", NEW."started_on", NEW."strengths", NEW."talk_with_manager", NEW."talk_with_worker", NEW."talked_with_manager_on", NEW."talked_with_worker_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='c7d110d1ab16629f4cbe8e74c6e06ba61ebc5517', operation='INSERT', pgid='pgtrigger_insert_insert_0d463', table='audits_audit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='audit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audits_auditevent" ("auditor_id", "authority_id", "child_id", "chosen_because", "chosen_from", "completed_on", "difference", "due_on", "edition", "family_feedback", "feedback_from", "final_grade", "final_on", "follows_id", "grade", "grade_reason", "graded", "id", "kind", "made_safe_at", "made_safe_by", "no_feedback_because", "no_view_because", "not_safe_at", "not_safe_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "sampling", "started_on", "strengths", "talk_with_manager", "talk_with_worker", "talked_with_manager_on", "talked_with_worker_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."auditor_id", NEW."authority_id", NEW."child_id", NEW."chosen_because", NEW."chosen_from", NEW."completed_on", NEW."difference", NEW."due_on", NEW."edition", NEW."family_feedback", NEW."feedback_from", NEW."final_grade", NEW."final_on", NEW."follows_id", NEW."grade", NEW."grade_reason", NEW."graded", NEW."id", NEW."kind", NEW."made_safe_at", NEW."made_safe_by", NEW."no_feedback_because", NEW."no_view_because", NEW."not_safe_at", NEW."not_safe_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."recorded_at", NEW."recorded_by_id", NEW."sampling", NEW."started_on", NEW."strengths", NEW."talk_with_manager", NEW."talk_with_worker", NEW."talked_with_manager_on", NEW."talked_with_worker_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='c762e9a3e7b01acc34db2a453be5d458cab37d49', operation='UPDATE', pgid='pgtrigger_update_update_854cb', table='audits_audit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='audit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audits_auditevent" ("auditor_id", "authority_id", "child_id", "chosen_because", "chosen_from", "completed_on", "difference", "due_on", "edition", "family_feedback", "feedback_from", "final_grade", "final_on", "follows_id", "grade", "grade_reason", "graded", "id", "kind", "made_safe_at", "made_safe_by", "no_feedback_because", "no_view_because", "not_safe_at", "not_safe_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "sampling", "started_on", "strengths", "talk_with_manager", "talk_with_worker", "talked_with_manager_on", "talked_with_worker_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (OLD."auditor_id", OLD."authority_id", OLD."child_id", OLD."chosen_because", OLD."chosen_from", OLD."completed_on", OLD."difference", OLD."due_on", OLD."edition", OLD."family_feedback", OLD."feedback_from", OLD."final_grade", OLD."final_on", OLD."follows_id", OLD."grade", OLD."grade_reason", OLD."graded", OLD."id", OLD."kind", OLD."made_safe_at", OLD."made_safe_by", OLD."no_feedback_because", OLD."no_view_because", OLD."not_safe_at", OLD."not_safe_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."sampling", OLD."started_on", OLD."strengths", OLD."talk_with_manager", OLD."talk_with_worker", OLD."talked_with_manager_on", OLD."talked_with_worker_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worker_id"); RETURN NULL;', hash='91e1d5988cb6724ce708fa9fa6154c1005360560', operation='DELETE', pgid='pgtrigger_delete_delete_3d3e8', table='audits_audit', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='audit_withdrawn_whole'),
        ),
        ]),
    ]
