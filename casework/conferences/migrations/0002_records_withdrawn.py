import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('assessments', '0002_records_withdrawn'),
        ('children', '0008_records_withdrawn'),
        ('conferences', '0001_initial'),
        ('meetings', '0001_initial'),
        ('plans', '0001_initial'),
        ('referrals', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='childinneedmeeting',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childinneedmeeting',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childinneedmeeting',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conference',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conference',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conference',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coregroup',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coregroup',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coregroup',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='childinneedmeeting',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childinneedmeeting',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childinneedmeeting',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childinneedmeetingevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childinneedmeetingevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childinneedmeetingevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conference',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='conference',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='conference',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conferenceevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='conferenceevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='conferenceevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='coregroup',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='coregroup',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='coregroup',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='coregroupevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='coregroupevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='coregroupevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childinneedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."decision", NEW."held", NEW."held_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='7770fc6be7d94ccb44b23ebba15e91c8ee6b48af', operation='INSERT', pgid='pgtrigger_insert_insert_b7cf1', table='conferences_childinneedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childinneedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."decision", NEW."held", NEW."held_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='d8e810b82675e51d49e01c6aecd6ce5047d6d470', operation='UPDATE', pgid='pgtrigger_update_update_69ac9', table='conferences_childinneedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childinneedmeeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."assessment_id", OLD."authority_id", OLD."child_id", OLD."decision", OLD."held", OLD."held_on", OLD."id", OLD."kind", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."taking_part", OLD."team_id", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='345432d5cec755a49f1254eec7d6f89583294bcc', operation='DELETE', pgid='pgtrigger_delete_delete_96ea4', table='conferences_childinneedmeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."category", NEW."child_id", NEW."decision", NEW."disagreement", NEW."episode_id", NEW."held", NEW."held_on", NEW."id", NEW."imported", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."section_47_id", NEW."taking_part", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b140fe49cad6cd217cbffd7d4c176439eeac7076', operation='INSERT', pgid='pgtrigger_insert_insert_7b4d6', table='conferences_conference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."category", NEW."child_id", NEW."decision", NEW."disagreement", NEW."episode_id", NEW."held", NEW."held_on", NEW."id", NEW."imported", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."section_47_id", NEW."taking_part", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='dae62a897866f7bf8a851d1f062eda59a6c99f78', operation='UPDATE', pgid='pgtrigger_update_update_d23b4', table='conferences_conference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."category", OLD."child_id", OLD."decision", OLD."disagreement", OLD."episode_id", OLD."held", OLD."held_on", OLD."id", OLD."imported", OLD."kind", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reasons", OLD."recorded_at", OLD."recorded_by_id", OLD."section_47_id", OLD."taking_part", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='6a1a9a31116c489273d7e72e0459e19478700113', operation='DELETE', pgid='pgtrigger_delete_delete_dbf6e', table='conferences_conference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coregroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."held", NEW."held_on", NEW."id", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='f49da8b4ed1c49a440c311a99963b85a673b710c', operation='INSERT', pgid='pgtrigger_insert_insert_9b301', table='conferences_coregroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coregroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."held", NEW."held_on", NEW."id", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e5bf4e8d96a4e30243e0fe4e959e2f299f74fafc', operation='UPDATE', pgid='pgtrigger_update_update_cc4b3', table='conferences_coregroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coregroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."held", OLD."held_on", OLD."id", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."taking_part", OLD."team_id", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='2f92614892b27279cebdc1c74efeac368b4143d9', operation='DELETE', pgid='pgtrigger_delete_delete_e0efc', table='conferences_coregroup', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childinneedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childinneedmeeting_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='conference_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='coregroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='coregroup_withdrawn_whole'),
        ),
        ]),
    ]
