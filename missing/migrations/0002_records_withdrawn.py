import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('actions', '0002_records_withdrawn'),
        ('children', '0008_records_withdrawn'),
        ('documents', '0002_records_withdrawn'),
        ('meetings', '0001_initial'),
        ('missing', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewreview',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewreview',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interviewreview',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='logentry',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='missingepisode',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='missingepisode',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='missingepisode',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policesheet',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policesheet',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policesheet',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returninterview',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returninterview',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returninterview',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='interviewreview',
            name='interview_reviewed_once_by_each',
        ),
        migrations.RemoveConstraint(
            model_name='missingepisode',
            name='missing_once_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='policesheet',
            name='police_sheet_once',
        ),
        migrations.AddField(
            model_name='finding',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='finding',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='findingevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='findingevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='findingevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewreview',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='interviewreview',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='interviewreview',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewreviewevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='interviewreviewevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='interviewreviewevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='logentry',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='logentryevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='missingepisode',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='missingepisode',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='missingepisode',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='missingepisodeevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='missingepisodeevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='missingepisodeevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policesheet',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='policesheet',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='policesheet',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policesheetevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='policesheetevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='policesheetevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='returninterview',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='returninterview',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='returninterview',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='returninterviewevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='returninterviewevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='returninterviewevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."area", NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_by_id", NEW."ended_on", NEW."ending", NEW."id", NEW."interview_id", NEW."kind", NEW."meeting_id", NEW."named", NEW."own_words", NEW."partner", NEW."partner_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sent", NEW."subject_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='bef96ed54775cde6e13d15341a26dd0068757972', operation='INSERT', pgid='pgtrigger_insert_insert_89083', table='missing_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."area", NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_by_id", NEW."ended_on", NEW."ending", NEW."id", NEW."interview_id", NEW."kind", NEW."meeting_id", NEW."named", NEW."own_words", NEW."partner", NEW."partner_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sent", NEW."subject_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='90268ddc44581712fde50411c53804c9e1b4a15f', operation='UPDATE', pgid='pgtrigger_update_update_7a079', table='missing_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."action_id", OLD."area", OLD."authority_id", OLD."because", OLD."child_id", OLD."ended_by_id", OLD."ended_on", OLD."ending", OLD."id", OLD."interview_id", OLD."kind", OLD."meeting_id", OLD."named", OLD."own_words", OLD."partner", OLD."partner_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."sent", OLD."subject_id", OLD."team_id", OLD."text", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='5914285cc01219ffd15245ab49d4c38e4274d74f', operation='DELETE', pgid='pgtrigger_delete_delete_0150c', table='missing_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewreview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_interviewreviewevent" ("authority_id", "child_id", "feedback", "id", "interview_id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "reviewer_id", "sample", "strength", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."feedback", NEW."id", NEW."interview_id", NEW."marks", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."reviewer_id", NEW."sample", NEW."strength", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='ab2dc171fcf4eaec53b89e80f7bc04140bbf4088', operation='INSERT', pgid='pgtrigger_insert_insert_1939e', table='missing_interviewreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewreview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_interviewreviewevent" ("authority_id", "child_id", "feedback", "id", "interview_id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "reviewer_id", "sample", "strength", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."feedback", NEW."id", NEW."interview_id", NEW."marks", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."reviewer_id", NEW."sample", NEW."strength", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e3eb14a91b72dd204b519ba8bfbdd6be9cb92dc1', operation='UPDATE', pgid='pgtrigger_update_update_8c2b6', table='missing_interviewreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewreview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_interviewreviewevent" ("authority_id", "child_id", "feedback", "id", "interview_id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "reviewer_id", "sample", "strength", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."feedback", OLD."id", OLD."interview_id", OLD."marks", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."reviewed_on", OLD."reviewer_id", OLD."sample", OLD."strength", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='8f4162670d243a1e209a8d18ec6deeb0224f00d5', operation='DELETE', pgid='pgtrigger_delete_delete_5fd74', table='missing_interviewreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_logentryevent" ("at", "authority_id", "child_id", "episode_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "team_id", "whom", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."at", NEW."authority_id", NEW."child_id", NEW."episode_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."whom", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='0f7dd46ff8809fb40699bb8692032747c01d079f', operation='INSERT', pgid='pgtrigger_insert_insert_f1b2f', table='missing_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_logentryevent" ("at", "authority_id", "child_id", "episode_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "team_id", "whom", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."at", NEW."authority_id", NEW."child_id", NEW."episode_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."whom", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b0795c740a5a6004de297ca66a356cc47b1406d6', operation='UPDATE', pgid='pgtrigger_update_update_e6880', table='missing_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_logentryevent" ("at", "authority_id", "child_id", "episode_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said", "team_id", "whom", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."at", OLD."authority_id", OLD."child_id", OLD."episode_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."said", OLD."team_id", OLD."whom", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='1f960b67c55f01c2b3a73482afd06f4f6e0c5332', operation='DELETE', pgid='pgtrigger_delete_delete_4c8d2', table='missing_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='missingepisode',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_missingepisodeevent" ("authority_id", "child_id", "circumstances", "ended_because", "ended_on", "id", "interview_id", "kind", "missing_from", "no_interview_at", "no_interview_because", "no_interview_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "recorded_at", "recorded_by_id", "reported_at", "reported_by", "returned_at", "returned_time_known", "returned_where", "risk", "risk_reasons", "team_id", "told_us_at", "went_at", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."circumstances", NEW."ended_because", NEW."ended_on", NEW."id", NEW."interview_id", NEW."kind", NEW."missing_from", NEW."no_interview_at", NEW."no_interview_because", NEW."no_interview_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."police_reference", NEW."recorded_at", NEW."recorded_by_id", NEW."reported_at", NEW."reported_by", NEW."returned_at", NEW."returned_time_known", NEW."returned_where", NEW."risk", NEW."risk_reasons", NEW."team_id", NEW."told_us_at", NEW."went_at", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='c840b735f6be0991835eaba92f9f702147d09e63', operation='INSERT', pgid='pgtrigger_insert_insert_22162', table='missing_missingepisode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='missingepisode',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_missingepisodeevent" ("authority_id", "child_id", "circumstances", "ended_because", "ended_on", "id", "interview_id", "kind", "missing_from", "no_interview_at", "no_interview_because", "no_interview_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "recorded_at", "recorded_by_id", "reported_at", "reported_by", "returned_at", "returned_time_known", "returned_where", "risk", "risk_reasons", "team_id", "told_us_at", "went_at", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."circumstances", NEW."ended_because", NEW."ended_on", NEW."id", NEW."interview_id", NEW."kind", NEW."missing_from", NEW."no_interview_at", NEW."no_interview_because", NEW."no_interview_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."police_reference", NEW."recorded_at", NEW."recorded_by_id", NEW."reported_at", NEW."reported_by", NEW."returned_at", NEW."returned_time_known", NEW."returned_where", NEW."risk", NEW."risk_reasons", NEW."team_id", NEW."told_us_at", NEW."went_at", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='2ed9ec7855792d8db0fcb012c157cdbb75beb696', operation='UPDATE', pgid='pgtrigger_update_update_f4cf1', table='missing_missingepisode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='missingepisode',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_missingepisodeevent" ("authority_id", "child_id", "circumstances", "ended_because", "ended_on", "id", "interview_id", "kind", "missing_from", "no_interview_at", "no_interview_because", "no_interview_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "recorded_at", "recorded_by_id", "reported_at", "reported_by", "returned_at", "returned_time_known", "returned_where", "risk", "risk_reasons", "team_id", "told_us_at", "went_at", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."circumstances", OLD."ended_because", OLD."ended_on", OLD."id", OLD."interview_id", OLD."kind", OLD."missing_from", OLD."no_interview_at", OLD."no_interview_because", OLD."no_interview_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."police_reference", OLD."recorded_at", OLD."recorded_by_id", OLD."reported_at", OLD."reported_by", OLD."returned_at", OLD."returned_time_known", OLD."returned_where", OLD."risk", OLD."risk_reasons", OLD."team_id", OLD."told_us_at", OLD."went_at", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='baa1e335a3cb237c002cdcccedc4061d2e4d1dcf', operation='DELETE', pgid='pgtrigger_delete_delete_316e3', table='missing_missingepisode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policesheet',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_policesheetevent" ("approach", "authority_id", "child_id", "health", "id", "looks", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "places", "reached", "recorded_at", "recorded_by_id", "ring", "team_id", "wears", "why_at_risk", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."approach", NEW."authority_id", NEW."child_id", NEW."health", NEW."id", NEW."looks", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photograph_id", NEW."places", NEW."reached", NEW."recorded_at", NEW."recorded_by_id", NEW."ring", NEW."team_id", NEW."wears", NEW."why_at_risk", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='107a909b075265da441ef3fa68493ff1387211f9', operation='INSERT', pgid='pgtrigger_insert_insert_099be', table='missing_policesheet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policesheet',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_policesheetevent" ("approach", "authority_id", "child_id", "health", "id", "looks", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "places", "reached", "recorded_at", "recorded_by_id", "ring", "team_id", "wears", "why_at_risk", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."approach", NEW."authority_id", NEW."child_id", NEW."health", NEW."id", NEW."looks", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photograph_id", NEW."places", NEW."reached", NEW."recorded_at", NEW."recorded_by_id", NEW."ring", NEW."team_id", NEW."wears", NEW."why_at_risk", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='4952d68fab8b65f722c0065887b04fcd2b7c5a10', operation='UPDATE', pgid='pgtrigger_update_update_ba4b1', table='missing_policesheet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policesheet',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_policesheetevent" ("approach", "authority_id", "child_id", "health", "id", "looks", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "places", "reached", "recorded_at", "recorded_by_id", "ring", "team_id", "wears", "why_at_risk", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."approach", OLD."authority_id", OLD."child_id", OLD."health", OLD."id", OLD."looks", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photograph_id", OLD."places", OLD."reached", OLD."recorded_at", OLD."recorded_by_id", OLD."ring", OLD."team_id", OLD."wears", OLD."why_at_risk", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='e46e0ac9d22a5632a9b929b8fef9af428317ba26', operation='DELETE', pgid='pgtrigger_delete_delete_571af', table='missing_policesheet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returninterview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."acted_at", NEW."acted_by_id", NEW."answer", NEW."answered_at", NEW."authority_id", NEW."child_id", NEW."covered_by_id", NEW."exploitation", NEW."harm", NEW."health", NEW."held_at", NEW."id", NEW."immediate_risk", NEW."independent", NEW."interviewer_id", NEW."next_steps", NEW."not_held_because", NEW."offered_at", NEW."offered_by_id", NEW."online", NEW."own_words", NEW."parent_asked_at", NEW."parent_view", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."shared_at", NEW."substances", NEW."team_id", NEW."what_happened", NEW."what_was_done", NEW."what_would_help", NEW."where_and_who", NEW."why_left", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='43c905fa99a0924fa117c8052a0e6913f12aeb98', operation='INSERT', pgid='pgtrigger_insert_insert_e7f5d', table='missing_returninterview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returninterview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."acted_at", NEW."acted_by_id", NEW."answer", NEW."answered_at", NEW."authority_id", NEW."child_id", NEW."covered_by_id", NEW."exploitation", NEW."harm", NEW."health", NEW."held_at", NEW."id", NEW."immediate_risk", NEW."independent", NEW."interviewer_id", NEW."next_steps", NEW."not_held_because", NEW."offered_at", NEW."offered_by_id", NEW."online", NEW."own_words", NEW."parent_asked_at", NEW."parent_view", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."shared_at", NEW."substances", NEW."team_id", NEW."what_happened", NEW."what_was_done", NEW."what_would_help", NEW."where_and_who", NEW."why_left", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='4e8fd93c678e4720fe26ed84e2da9399a8ebaecb', operation='UPDATE', pgid='pgtrigger_update_update_d37d0', table='missing_returninterview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returninterview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."acted_at", OLD."acted_by_id", OLD."answer", OLD."answered_at", OLD."authority_id", OLD."child_id", OLD."covered_by_id", OLD."exploitation", OLD."harm", OLD."health", OLD."held_at", OLD."id", OLD."immediate_risk", OLD."independent", OLD."interviewer_id", OLD."next_steps", OLD."not_held_because", OLD."offered_at", OLD."offered_by_id", OLD."online", OLD."own_words", OLD."parent_asked_at", OLD."parent_view", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."shared_at", OLD."substances", OLD."team_id", OLD."what_happened", OLD."what_was_done", OLD."what_would_help", OLD."where_and_who", OLD."why_left", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='19f3925438d3b28b4893a20a8ebed6513b77cddd', operation='DELETE', pgid='pgtrigger_delete_delete_5bfaf', table='missing_returninterview', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='finding_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='interviewreview',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('interview', 'reviewer'), name='interview_reviewed_once_by_each', violation_error_message='You have already reviewed this interview'),
        ),
        migrations.AddConstraint(
            model_name='interviewreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='interviewreview_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='logentry_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='missingepisode',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_at', None), ('withdrawn_at', None)), fields=('child',), name='missing_once_at_a_time', violation_error_message='The child is already recorded as missing'),
        ),
        migrations.AddConstraint(
            model_name='missingepisode',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='missingepisode_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='policesheet',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('child',), name='police_sheet_once'),
        ),
        migrations.AddConstraint(
            model_name='policesheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='policesheet_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='returninterview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='returninterview_withdrawn_whole'),
        ),
        ]),
    ]
