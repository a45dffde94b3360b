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
        ('recording', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnote',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnote',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnote',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childvisit',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childvisit',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childvisit',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childnote',
            name='note_once_a_child',
        ),
        migrations.RemoveConstraint(
            model_name='childvisit',
            name='visit_once_a_child',
        ),
        migrations.AddField(
            model_name='childnote',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childnote',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childnote',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childnoteevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childnoteevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childnoteevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childvisit',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childvisit',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childvisit',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childvisitevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childvisitevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childvisitevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."changed_because", NEW."child_id", NEW."id", NEW."means", NEW."note_id", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fe49885d2a65b81992b4a4da23ecb3af96bece68', operation='INSERT', pgid='pgtrigger_insert_insert_eab21', table='recording_childnote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."changed_because", NEW."child_id", NEW."id", NEW."means", NEW."note_id", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='266685090dcf8e9b105be7a403d544d56f31dcf1', operation='UPDATE', pgid='pgtrigger_update_update_f13de', table='recording_childnote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."changed_because", OLD."child_id", OLD."id", OLD."means", OLD."note_id", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='f79e0102ef96c320ed9b027269bb442c6dcc60b7', operation='DELETE', pgid='pgtrigger_delete_delete_c0d38', table='recording_childnote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childvisit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."bedroom_seen", NEW."changed_because", NEW."child_id", NEW."held_on", NEW."id", NEW."not_seen_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id", NEW."seen", NEW."seen_alone", NEW."team_id", NEW."visit_id", NEW."what_is_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='4d0a51fdf1265a2e70858d779d9e671a2ed47efb', operation='INSERT', pgid='pgtrigger_insert_insert_39476', table='recording_childvisit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childvisit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."bedroom_seen", NEW."changed_because", NEW."child_id", NEW."held_on", NEW."id", NEW."not_seen_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id", NEW."seen", NEW."seen_alone", NEW."team_id", NEW."visit_id", NEW."what_is_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a7b54fc870bba6e405c7ec1d8ac1b1605d4f0ab7', operation='UPDATE', pgid='pgtrigger_update_update_a069e', table='recording_childvisit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childvisit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."bedroom_seen", OLD."changed_because", OLD."child_id", OLD."held_on", OLD."id", OLD."not_seen_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."seen", OLD."seen_alone", OLD."team_id", OLD."visit_id", OLD."what_is_different", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='bd8def0f1069a67605fdb2c510a2d3c1e01ce920', operation='DELETE', pgid='pgtrigger_delete_delete_d94c1', table='recording_childvisit', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childnote',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('note', 'child'), name='note_once_a_child'),
        ),
        migrations.AddConstraint(
            model_name='childnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childnote_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='childvisit',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('visit', 'child'), name='visit_once_a_child'),
        ),
        migrations.AddConstraint(
            model_name='childvisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childvisit_withdrawn_whole'),
        ),
        ]),
    ]
