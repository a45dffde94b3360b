import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('assessments', '0001_initial'),
        ('children', '0002_who_has_looked'),
        ('meetings', '0001_initial'),
        ('practice', '0001_initial'),
        ('referrals', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='amendment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='amendment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='amendment',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessmentsection',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessmentsection',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessmentsection',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='section47',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='section47',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='section47',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='strategydiscussion',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='strategydiscussion',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='strategydiscussion',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='assessmentsection',
            name='assessment_section_answered_once',
        ),
        migrations.AddField(
            model_name='amendment',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='amendment',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='amendment',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendmentevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='amendmentevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='amendmentevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessmentsection',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='assessmentsection',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='assessmentsection',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessmentsectionevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='assessmentsectionevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='assessmentsectionevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='section47',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='section47',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='section47',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='section47event',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='section47event',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='section47event',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='strategydiscussion',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='strategydiscussion',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='strategydiscussion',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='strategydiscussionevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='strategydiscussionevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='strategydiscussionevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_amendmentevent" ("assessment_id", "authorised_by_id", "authorised_on", "authority_id", "child_id", "declined_because", "declined_by_id", "declined_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "section", "should_say", "team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."child_id", NEW."declined_because", NEW."declined_by_id", NEW."declined_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."section", NEW."should_say", NEW."team_id", NEW."why", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='142127205d4f73b4598693a7c168006d59ae1c69', operation='INSERT', pgid='pgtrigger_insert_insert_5c053', table='assessments_amendment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_amendmentevent" ("assessment_id", "authorised_by_id", "authorised_on", "authority_id", "child_id", "declined_because", "declined_by_id", "declined_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "section", "should_say", "team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."child_id", NEW."declined_because", NEW."declined_by_id", NEW."declined_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."section", NEW."should_say", NEW."team_id", NEW."why", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='c9c054b05e08e96a37a99839aaeffb077ff429f6', operation='UPDATE', pgid='pgtrigger_update_update_4c984', table='assessments_amendment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_amendmentevent" ("assessment_id", "authorised_by_id", "authorised_on", "authority_id", "child_id", "declined_because", "declined_by_id", "declined_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "section", "should_say", "team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."assessment_id", OLD."authorised_by_id", OLD."authorised_on", OLD."authority_id", OLD."child_id", OLD."declined_because", OLD."declined_by_id", OLD."declined_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."said", OLD."section", OLD."should_say", OLD."team_id", OLD."why", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='8c0f82342166967a48684d7ed7d31c1bc1615eee', operation='DELETE', pgid='pgtrigger_delete_delete_273ee', table='assessments_amendment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_assessmentevent" ("advocate_because", "advocate_offered", "authorised_by_id", "authorised_on", "authority_id", "brothers_and_sisters", "child_id", "child_seen_on", "daily_life", "episode_id", "factors", "family_id", "history_and_impact", "id", "identity", "imported", "interpreter_because", "interpreter_offered", "kind", "late_because", "manager_analysis", "outcome", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "recommendation", "recorded_at", "recorded_by_id", "referral_received_on", "returned_at", "returned_because", "returned_by_id", "review_on", "risk", "started_on", "stopped_because", "stopped_on", "submitted_at", "submitted_by_id", "team_id", "version_id", "what_must_change", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."advocate_because", NEW."advocate_offered", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."brothers_and_sisters", NEW."child_id", NEW."child_seen_on", NEW."daily_life", NEW."episode_id", NEW."factors", NEW."family_id", NEW."history_and_impact", NEW."id", NEW."identity", NEW."imported", NEW."interpreter_because", NEW."interpreter_offered", NEW."kind", NEW."late_because", NEW."manager_analysis", NEW."outcome", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protection", NEW."recommendation", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_received_on", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."review_on", NEW."risk", NEW."started_on", NEW."stopped_because", NEW."stopped_on", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."version_id", NEW."what_must_change", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e3a45d1125a5f9bbaff36de686c4d83128508ad1', operation='INSERT', pgid='pgtrigger_insert_insert_3ca2a', table='assessments_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_assessmentevent" ("advocate_because", "advocate_offered", "authorised_by_id", "authorised_on", "authority_id", "brothers_and_sisters", "child_id", "child_seen_on", "daily_life", "episode_id", "factors", "family_id", "history_and_impact", "id", "identity", "imported", "interpreter_because", "interpreter_offered", "kind", "late_because", "manager_analysis", "outcome", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "recommendation", "recorded_at", "recorded_by_id", "referral_received_on", "returned_at", "returned_because", "returned_by_id", "review_on", "risk", "started_on", "stopped_because", "stopped_on", "submitted_at", "submitted_by_id", "team_id", "version_id", "what_must_change", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."advocate_because", NEW."advocate_offered", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."brothers_and_sisters", NEW."child_id", NEW."child_seen_on", NEW."daily_life", NEW."episode_id", NEW."factors", NEW."family_id", NEW."history_and_impact", NEW."id", NEW."identity", NEW."imported", NEW."interpreter_because", NEW."interpreter_offered", NEW."kind", NEW."late_because", NEW."manager_analysis", NEW."outcome", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protection", NEW."recommendation", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_received_on", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."review_on", NEW."risk", NEW."started_on", NEW."stopped_because", NEW."stopped_on", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."version_id", NEW."what_must_change", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='1cbdc8541271893f98efcadccc076d8e27fa5428', operation='UPDATE', pgid='pgtrigger_update_update_d96c6', table='assessments_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_assessmentevent" ("advocate_because", "advocate_offered", "authorised_by_id", "authorised_on", "authority_id", "brothers_and_sisters", "child_id", "child_seen_on", "daily_life", "episode_id", "factors", "family_id", "history_and_impact", "id", "identity", "imported", "interpreter_because", "interpreter_offered", "kind", "late_because", "manager_analysis", "outcome", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "recommendation", "recorded_at", "recorded_by_id", "referral_received_on", "returned_at", "returned_because", "returned_by_id", "review_on", "risk", "started_on", "stopped_because", "stopped_on", "submitted_at", "submitted_by_id", "team_id", "version_id", "what_must_change", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."advocate_because", OLD."advocate_offered", OLD."authorised_by_id", OLD."authorised_on", OLD."authority_id", OLD."brothers_and_sisters", OLD."child_id", OLD."child_seen_on", OLD."daily_life", OLD."episode_id", OLD."factors", OLD."family_id", OLD."history_and_impact", OLD."id", OLD."identity", OLD."imported", OLD."interpreter_because", OLD."interpreter_offered", OLD."kind", OLD."late_because", OLD."manager_analysis", OLD."outcome", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."protection", OLD."recommendation", OLD."recorded_at", OLD."recorded_by_id", OLD."referral_received_on", OLD."returned_at", OLD."returned_because", OLD."returned_by_id", OLD."review_on", OLD."risk", OLD."started_on", OLD."stopped_because", OLD."stopped_on", OLD."submitted_at", OLD."submitted_by_id", OLD."team_id", OLD."version_id", OLD."what_must_change", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='cdca692aaf5e891359c16148fbef5e4dea978b74', operation='DELETE', pgid='pgtrigger_delete_delete_28394', table='assessments_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentsection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_assessmentsectionevent" ("assessment_id", "authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "section_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."score", NEW."section_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='d37ddea78a1acd848bedbe343a5b15204fb697c2', operation='INSERT', pgid='pgtrigger_insert_insert_7f313', table='assessments_assessmentsection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentsection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_assessmentsectionevent" ("assessment_id", "authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "section_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."score", NEW."section_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='f72c448ed85452b6f98375c122ed588d21586bcd', operation='UPDATE', pgid='pgtrigger_update_update_78c4a', table='assessments_assessmentsection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentsection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_assessmentsectionevent" ("assessment_id", "authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "section_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."assessment_id", OLD."authority_id", OLD."child_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."score", OLD."section_id", OLD."team_id", OLD."text", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='c8d40fbe495ab51f44097ec3959b38db446d6ad2', operation='DELETE', pgid='pgtrigger_delete_delete_a5cf5', table='assessments_assessmentsection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section47',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_section47event" ("agreed_by_id", "authority_id", "child_id", "child_seen_on", "conference_not_needed", "conference_target_on", "ended_on", "episode_id", "family_told_on", "findings", "id", "imported", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "strategy_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agreed_by_id", NEW."authority_id", NEW."child_id", NEW."child_seen_on", NEW."conference_not_needed", NEW."conference_target_on", NEW."ended_on", NEW."episode_id", NEW."family_told_on", NEW."findings", NEW."id", NEW."imported", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."strategy_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='ac7fd09184ef49b07e7c99a450dd4120379b4fea', operation='INSERT', pgid='pgtrigger_insert_insert_a27b9', table='assessments_section47', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section47',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_section47event" ("agreed_by_id", "authority_id", "child_id", "child_seen_on", "conference_not_needed", "conference_target_on", "ended_on", "episode_id", "family_told_on", "findings", "id", "imported", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "strategy_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agreed_by_id", NEW."authority_id", NEW."child_id", NEW."child_seen_on", NEW."conference_not_needed", NEW."conference_target_on", NEW."ended_on", NEW."episode_id", NEW."family_told_on", NEW."findings", NEW."id", NEW."imported", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."strategy_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='0f06825137d4feb1711e19ee8835e2bba1b90316', operation='UPDATE', pgid='pgtrigger_update_update_0bef6', table='assessments_section47', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section47',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_section47event" ("agreed_by_id", "authority_id", "child_id", "child_seen_on", "conference_not_needed", "conference_target_on", "ended_on", "episode_id", "family_told_on", "findings", "id", "imported", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "strategy_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."agreed_by_id", OLD."authority_id", OLD."child_id", OLD."child_seen_on", OLD."conference_not_needed", OLD."conference_target_on", OLD."ended_on", OLD."episode_id", OLD."family_told_on", OLD."findings", OLD."id", OLD."imported", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."strategy_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='767c9248b3b96ccb568411a344f900ecf08af256', operation='DELETE', pgid='pgtrigger_delete_delete_8da0e', table='assessments_section47', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strategydiscussion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_strategydiscussionevent" ("authority_id", "child_id", "concern", "decision", "episode_id", "held_on", "id", "immediate_safety", "investigation", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."concern", NEW."decision", NEW."episode_id", NEW."held_on", NEW."id", NEW."immediate_safety", NEW."investigation", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='abe7f6d110f8827014c9931d810a6952d7963f1f', operation='INSERT', pgid='pgtrigger_insert_insert_8b26c', table='assessments_strategydiscussion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strategydiscussion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_strategydiscussionevent" ("authority_id", "child_id", "concern", "decision", "episode_id", "held_on", "id", "immediate_safety", "investigation", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."concern", NEW."decision", NEW."episode_id", NEW."held_on", NEW."id", NEW."immediate_safety", NEW."investigation", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e89cbc0220724a630b86227e61e77333c3bf1057', operation='UPDATE', pgid='pgtrigger_update_update_7d854', table='assessments_strategydiscussion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strategydiscussion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_strategydiscussionevent" ("authority_id", "child_id", "concern", "decision", "episode_id", "held_on", "id", "immediate_safety", "investigation", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."concern", OLD."decision", OLD."episode_id", OLD."held_on", OLD."id", OLD."immediate_safety", OLD."investigation", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reasons", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='490d88ae77c0628c3715eab74276e4567b1ac52a', operation='DELETE', pgid='pgtrigger_delete_delete_c179a', table='assessments_strategydiscussion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='amendment_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='assessment_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='assessmentsection',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('assessment', 'section'), name='assessment_section_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='assessmentsection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='assessmentsection_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='section47',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='section47_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='strategydiscussion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='strategydiscussion_withdrawn_whole'),
        ),
        ]),
    ]
