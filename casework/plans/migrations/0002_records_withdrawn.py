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
        ('meetings', '0001_initial'),
        ('plans', '0001_initial'),
        ('referrals', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='contingency',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contingency',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contingency',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='needscore',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='needscore',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='needscore',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plan',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planoversight',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planoversight',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planoversight',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreading',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreading',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreading',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreview',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreview',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreview',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_one_open',
        ),
        migrations.AddField(
            model_name='contingency',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='contingency',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='contingency',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contingencyevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='contingencyevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='contingencyevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='need',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='need',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='need',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='needevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='needevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='needevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='needscore',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='needscore',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='needscore',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='needscoreevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='needscoreevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='needscoreevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plan',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='plan',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='plan',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planoversight',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planoversight',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planoversight',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planoversightevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planoversightevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planoversightevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planreading',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planreading',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planreading',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planreadingevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planreadingevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planreadingevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planreview',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planreview',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planreview',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planreviewevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planreviewevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='planreviewevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contingency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_contingencyevent" ("authority_id", "carried_from_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "step", "team_id", "trigger", "when", "who", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."carried_from_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."step", NEW."team_id", NEW."trigger", NEW."when", NEW."who", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='03ec3cc29c9157a53e657c15ea36a200152b499f', operation='INSERT', pgid='pgtrigger_insert_insert_9ec5b', table='plans_contingency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contingency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_contingencyevent" ("authority_id", "carried_from_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "step", "team_id", "trigger", "when", "who", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."carried_from_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."step", NEW."team_id", NEW."trigger", NEW."when", NEW."who", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='03a17af1beb702d41c34234a5ea3a969cd934bd6', operation='UPDATE', pgid='pgtrigger_update_update_6c800', table='plans_contingency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contingency',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_contingencyevent" ("authority_id", "carried_from_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "step", "team_id", "trigger", "when", "who", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."carried_from_id", OLD."child_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."step", OLD."team_id", OLD."trigger", OLD."when", OLD."who", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='b496536a64071fae106bb3e035257d2b0bf630b0', operation='DELETE', pgid='pgtrigger_delete_delete_58ac4', table='plans_contingency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_needevent" ("authority_id", "carried_from_id", "child_id", "how_we_will_know", "id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "recorded_at", "recorded_by_id", "starting_point", "team_id", "what_will_be_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."carried_from_id", NEW."child_id", NEW."how_we_will_know", NEW."id", NEW."need", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."starting_point", NEW."team_id", NEW."what_will_be_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='c837dd0d8d65779f4c2cb90676a55fc463059851', operation='INSERT', pgid='pgtrigger_insert_insert_b70e9', table='plans_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_needevent" ("authority_id", "carried_from_id", "child_id", "how_we_will_know", "id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "recorded_at", "recorded_by_id", "starting_point", "team_id", "what_will_be_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."carried_from_id", NEW."child_id", NEW."how_we_will_know", NEW."id", NEW."need", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."starting_point", NEW."team_id", NEW."what_will_be_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='26b3f57e2cc4c778891f78ba50cbf55267556afd', operation='UPDATE', pgid='pgtrigger_update_update_7b267', table='plans_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_needevent" ("authority_id", "carried_from_id", "child_id", "how_we_will_know", "id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "recorded_at", "recorded_by_id", "starting_point", "team_id", "what_will_be_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."carried_from_id", OLD."child_id", OLD."how_we_will_know", OLD."id", OLD."need", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."starting_point", OLD."team_id", OLD."what_will_be_different", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='7f4cccab56a6ef992c2b863b01f34968363e85af', operation='DELETE', pgid='pgtrigger_delete_delete_89379', table='plans_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needscore',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_needscoreevent" ("authority_id", "child_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "scored_by", "scored_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."score", NEW."scored_by", NEW."scored_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='374fb8b11be2ad00e9af5ce93dd6d9e66d040dfb', operation='INSERT', pgid='pgtrigger_insert_insert_78ef8', table='plans_needscore', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needscore',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_needscoreevent" ("authority_id", "child_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "scored_by", "scored_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."score", NEW."scored_by", NEW."scored_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fe861d5c449b1ff0d3443b9d794971f56bf10eb4', operation='UPDATE', pgid='pgtrigger_update_update_4052f', table='plans_needscore', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needscore',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_needscoreevent" ("authority_id", "child_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "scored_by", "scored_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."score", OLD."scored_by", OLD."scored_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='5ca62d34418e3a2503a64a70594318c2bb6b6059', operation='DELETE', pgid='pgtrigger_delete_delete_99e95', table='plans_needscore', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planevent" ("authorised_by_id", "authorised_on", "authority_id", "child_id", "end_because", "end_reason", "ended_by_id", "ended_on", "episode_id", "family_id", "follows_id", "id", "imported", "initial_category", "kind", "latest_category", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_plans", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "settled_at", "started_on", "submitted_at", "submitted_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."child_id", NEW."end_because", NEW."end_reason", NEW."ended_by_id", NEW."ended_on", NEW."episode_id", NEW."family_id", NEW."follows_id", NEW."id", NEW."imported", NEW."initial_category", NEW."kind", NEW."latest_category", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_plans", NEW."recorded_at", NEW."recorded_by_id", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."settled_at", NEW."started_on", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='45679727e66044dcde3aad88b772dfffc42067cc', operation='INSERT', pgid='pgtrigger_insert_insert_8b340', table='plans_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_planevent" ("authorised_by_id", "authorised_on", "authority_id", "child_id", "end_because", "end_reason", "ended_by_id", "ended_on", "episode_id", "family_id", "follows_id", "id", "imported", "initial_category", "kind", "latest_category", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_plans", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "settled_at", "started_on", "submitted_at", "submitted_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."child_id", NEW."end_because", NEW."end_reason", NEW."ended_by_id", NEW."ended_on", NEW."episode_id", NEW."family_id", NEW."follows_id", NEW."id", NEW."imported", NEW."initial_category", NEW."kind", NEW."latest_category", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous_plans", NEW."recorded_at", NEW."recorded_by_id", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."settled_at", NEW."started_on", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='5b953a8a1903e99ae8ed865ba18440133a7e6ceb', operation='UPDATE', pgid='pgtrigger_update_update_ee9c7', table='plans_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planevent" ("authorised_by_id", "authorised_on", "authority_id", "child_id", "end_because", "end_reason", "ended_by_id", "ended_on", "episode_id", "family_id", "follows_id", "id", "imported", "initial_category", "kind", "latest_category", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_plans", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "settled_at", "started_on", "submitted_at", "submitted_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authorised_by_id", OLD."authorised_on", OLD."authority_id", OLD."child_id", OLD."end_because", OLD."end_reason", OLD."ended_by_id", OLD."ended_on", OLD."episode_id", OLD."family_id", OLD."follows_id", OLD."id", OLD."imported", OLD."initial_category", OLD."kind", OLD."latest_category", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."previous_plans", OLD."recorded_at", OLD."recorded_by_id", OLD."returned_at", OLD."returned_because", OLD."returned_by_id", OLD."settled_at", OLD."started_on", OLD."submitted_at", OLD."submitted_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='6f146a737ee8b158b8d74fe47fb824a751b1e55c', operation='DELETE', pgid='pgtrigger_delete_delete_3e165', table='plans_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planoversight',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planoversightevent" ("authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (NEW."authority_id", NEW."child_id", NEW."found", NEW."id", NEW."looked_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changes", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."working"); RETURN NULL;', hash='ab8ef87b3ff44adab3d2f10f20daa857e2f5e120', operation='INSERT', pgid='pgtrigger_insert_insert_2b80b', table='plans_planoversight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planoversight',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_planoversightevent" ("authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (NEW."authority_id", NEW."child_id", NEW."found", NEW."id", NEW."looked_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changes", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."working"); RETURN NULL;', hash='ba70e81613e69718735539435c986c353a201573', operation='UPDATE', pgid='pgtrigger_update_update_fbb6d', table='plans_planoversight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planoversight',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planoversightevent" ("authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (OLD."authority_id", OLD."child_id", OLD."found", OLD."id", OLD."looked_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."what_changes", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."working"); RETURN NULL;', hash='845fc5e4ab16aa269a71b8ef6fc21ef04bf484a1', operation='DELETE', pgid='pgtrigger_delete_delete_74048', table='plans_planoversight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreading',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planreadingevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "read_on", "read_with", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."read_on", NEW."read_with", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='c153740791e457f2ff68abd4a762d7c5993a65c3', operation='INSERT', pgid='pgtrigger_insert_insert_d497a', table='plans_planreading', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreading',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_planreadingevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "read_on", "read_with", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."read_on", NEW."read_with", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='7990fc4bcca322b4a705090b49b4f85ebe018827', operation='UPDATE', pgid='pgtrigger_update_update_c03e2', table='plans_planreading', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreading',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planreadingevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "read_on", "read_with", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."read_on", OLD."read_with", OLD."recorded_at", OLD."recorded_by_id", OLD."said", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='8b14a847a230b7c71c6049b435f3a2a9bf00ad17', operation='DELETE', pgid='pgtrigger_delete_delete_07f81', table='plans_planreading', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planreviewevent" ("authority_id", "child_id", "id", "meeting_id", "next_review_on", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "reviewed_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", NEW."meeting_id", NEW."next_review_on", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='bf985ad2c700b58c1d61535833c400522022ded7', operation='INSERT', pgid='pgtrigger_insert_insert_6168d', table='plans_planreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_planreviewevent" ("authority_id", "child_id", "id", "meeting_id", "next_review_on", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "reviewed_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", NEW."meeting_id", NEW."next_review_on", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='c9c0fd62844fdbbfcc22e0164a8666131b1b8c7c', operation='UPDATE', pgid='pgtrigger_update_update_51d01', table='plans_planreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planreviewevent" ("authority_id", "child_id", "id", "meeting_id", "next_review_on", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "reviewed_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."id", OLD."meeting_id", OLD."next_review_on", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."reviewed_on", OLD."team_id", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='2f48f8a438130994be8de7195de1a8a3766c2eca', operation='DELETE', pgid='pgtrigger_delete_delete_5fe54', table='plans_planreview', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contingency',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='contingency_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='need_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='needscore',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='needscore_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('imported', False), ('withdrawn_at', None)), fields=('child',), name='plan_one_open', violation_error_message='The child already has an open plan: end that first'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='plan_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='planoversight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='planoversight_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='planreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='planreading_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='planreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='planreview_withdrawn_whole'),
        ),
        ]),
    ]
