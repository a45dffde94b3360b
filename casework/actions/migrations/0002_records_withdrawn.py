import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('actions', '0001_initial'),
        ('children', '0002_who_has_looked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='action',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='action',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='action',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionmoved',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionmoved',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionmoved',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='action',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='action',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='action',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actionevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='actionevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionmoved',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actionmoved',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='actionmoved',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionmovedevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actionmovedevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='actionmovedevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_actionevent" ("agreed_on", "authority_id", "child_id", "done_on", "dropped_because", "dropped_on", "due_event", "due_on", "for_child", "id", "owner_agency", "owner_name", "owner_person_id", "owner_worker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "team_id", "what", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agreed_on", NEW."authority_id", NEW."child_id", NEW."done_on", NEW."dropped_because", NEW."dropped_on", NEW."due_event", NEW."due_on", NEW."for_child", NEW."id", NEW."owner_agency", NEW."owner_name", NEW."owner_person_id", NEW."owner_worker_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."team_id", NEW."what", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='6c01abf0be736b777222786294bf82b21792a779', operation='INSERT', pgid='pgtrigger_insert_insert_bc7f0', table='actions_action', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actions_actionevent" ("agreed_on", "authority_id", "child_id", "done_on", "dropped_because", "dropped_on", "due_event", "due_on", "for_child", "id", "owner_agency", "owner_name", "owner_person_id", "owner_worker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "team_id", "what", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agreed_on", NEW."authority_id", NEW."child_id", NEW."done_on", NEW."dropped_because", NEW."dropped_on", NEW."due_event", NEW."due_on", NEW."for_child", NEW."id", NEW."owner_agency", NEW."owner_name", NEW."owner_person_id", NEW."owner_worker_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."team_id", NEW."what", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='dc16937b7e434d9ac2619bfb2375c29142f6000e', operation='UPDATE', pgid='pgtrigger_update_update_1d90e', table='actions_action', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_actionevent" ("agreed_on", "authority_id", "child_id", "done_on", "dropped_because", "dropped_on", "due_event", "due_on", "for_child", "id", "owner_agency", "owner_name", "owner_person_id", "owner_worker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "team_id", "what", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."agreed_on", OLD."authority_id", OLD."child_id", OLD."done_on", OLD."dropped_because", OLD."dropped_on", OLD."due_event", OLD."due_on", OLD."for_child", OLD."id", OLD."owner_agency", OLD."owner_name", OLD."owner_person_id", OLD."owner_worker_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."team_id", OLD."what", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='c28790d555a84774f9945f7fbc1db4baaec2b2eb', operation='DELETE', pgid='pgtrigger_delete_delete_d498a', table='actions_action', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionmoved',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_actionmovedevent" ("action_id", "authority_id", "because", "child_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "was_due_event", "was_due_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."moved_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."was_due_event", NEW."was_due_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='dc0cf4b0b034a5500eccd1b8ec9d1da82cf9fc36', operation='INSERT', pgid='pgtrigger_insert_insert_ef121', table='actions_actionmoved', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionmoved',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actions_actionmovedevent" ("action_id", "authority_id", "because", "child_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "was_due_event", "was_due_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."moved_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."was_due_event", NEW."was_due_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='7b5b5b8fff612e14c2a1b98b17a718cd4234b44e', operation='UPDATE', pgid='pgtrigger_update_update_3f84e', table='actions_actionmoved', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionmoved',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actions_actionmovedevent" ("action_id", "authority_id", "because", "child_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "was_due_event", "was_due_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."action_id", OLD."authority_id", OLD."because", OLD."child_id", OLD."id", OLD."moved_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."was_due_event", OLD."was_due_on", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='c6b75e8557bbfa0d94aa31e7103ec5ad8c8c93dd', operation='DELETE', pgid='pgtrigger_delete_delete_54289', table='actions_actionmoved', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='action_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='actionmoved',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='actionmoved_withdrawn_whole'),
        ),
        ]),
    ]
