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
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='childdocument',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childdocument',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childdocument',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactlimit',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactlimit',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactlimit',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sending',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sending',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sending',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childdocument',
            name='document_once_a_child',
        ),
        migrations.RemoveConstraint(
            model_name='contactlimit',
            name='limit_once_a_person',
        ),
        migrations.AddField(
            model_name='childdocument',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childdocument',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childdocument',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childdocumentevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childdocumentevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childdocumentevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactlimit',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='contactlimit',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='contactlimit',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactlimitevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='contactlimitevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='contactlimitevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letter',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='letter',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sending',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='sending',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='sending',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sendingevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='sendingevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='sendingevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childdocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_childdocumentevent" ("authority_id", "child_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_because", "removed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_because", NEW."removed_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='6ac9a2f0edc5eb8c27b27098cbba49ec5434fa20', operation='INSERT', pgid='pgtrigger_insert_insert_b7596', table='documents_childdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childdocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_childdocumentevent" ("authority_id", "child_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_because", "removed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_because", NEW."removed_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='7ee2158cb0c9731573b0a692ccae1451f15a3e00', operation='UPDATE', pgid='pgtrigger_update_update_fe5c6', table='documents_childdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childdocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_childdocumentevent" ("authority_id", "child_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_because", "removed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."document_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='55322a3feac16edf226546218dbe29d9a061bb51', operation='DELETE', pgid='pgtrigger_delete_delete_32ca0', table='documents_childdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactlimit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_contactlimitevent" ("authority_id", "child_id", "ended_on", "id", "limit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_on", NEW."id", NEW."limit", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b9bcc72e6680da89ad0ec8ffd74318243eebd612', operation='INSERT', pgid='pgtrigger_insert_insert_d71ab', table='documents_contactlimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactlimit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_contactlimitevent" ("authority_id", "child_id", "ended_on", "id", "limit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_on", NEW."id", NEW."limit", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='8e611cf781a426b44738fe43defcc1713a00a4e7', operation='UPDATE', pgid='pgtrigger_update_update_ce8b8', table='documents_contactlimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactlimit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_contactlimitevent" ("authority_id", "child_id", "ended_on", "id", "limit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."ended_on", OLD."id", OLD."limit", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='5c1c15b2b9eb6a1c32d93d7864253fc97249092c', operation='DELETE', pgid='pgtrigger_delete_delete_4e927', table='documents_contactlimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_letterevent" ("about", "addressed_to", "authority_id", "child_id", "document_id", "final_at", "final_by_id", "follows_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "template_id", "text", "title", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."about", NEW."addressed_to", NEW."authority_id", NEW."child_id", NEW."document_id", NEW."final_at", NEW."final_by_id", NEW."follows_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."template_id", NEW."text", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='9f249ee7900fa0e27b83ca9d2d05fa0cd5627029', operation='INSERT', pgid='pgtrigger_insert_insert_6dbc1', table='documents_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_letterevent" ("about", "addressed_to", "authority_id", "child_id", "document_id", "final_at", "final_by_id", "follows_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "template_id", "text", "title", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."about", NEW."addressed_to", NEW."authority_id", NEW."child_id", NEW."document_id", NEW."final_at", NEW."final_by_id", NEW."follows_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."template_id", NEW."text", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='375a848b8bf42e738288a73ccb5dd1b23f3937c6', operation='UPDATE', pgid='pgtrigger_update_update_76e41', table='documents_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_letterevent" ("about", "addressed_to", "authority_id", "child_id", "document_id", "final_at", "final_by_id", "follows_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "template_id", "text", "title", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."about", OLD."addressed_to", OLD."authority_id", OLD."child_id", OLD."document_id", OLD."final_at", OLD."final_by_id", OLD."follows_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."template_id", OLD."text", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='3d3630e8f4ae501a198883a3148eec4dee57c746', operation='DELETE', pgid='pgtrigger_delete_delete_06187', table='documents_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sending',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_sendingevent" ("agency", "authority_id", "child_id", "despite", "document_id", "how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "sent_at", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agency", NEW."authority_id", NEW."child_id", NEW."despite", NEW."document_id", NEW."how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recipient", NEW."recorded_at", NEW."recorded_by_id", NEW."sent_at", NEW."team_id", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a99d2d8bf5fc12dbdf0762c688cda2b469ee3d9c', operation='INSERT', pgid='pgtrigger_insert_insert_8e524', table='documents_sending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sending',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_sendingevent" ("agency", "authority_id", "child_id", "despite", "document_id", "how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "sent_at", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."agency", NEW."authority_id", NEW."child_id", NEW."despite", NEW."document_id", NEW."how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recipient", NEW."recorded_at", NEW."recorded_by_id", NEW."sent_at", NEW."team_id", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='8512e004227b1b3b90270bbe4c9cfc6e7fc80b83', operation='UPDATE', pgid='pgtrigger_update_update_1072d', table='documents_sending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sending',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_sendingevent" ("agency", "authority_id", "child_id", "despite", "document_id", "how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "sent_at", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."agency", OLD."authority_id", OLD."child_id", OLD."despite", OLD."document_id", OLD."how", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recipient", OLD."recorded_at", OLD."recorded_by_id", OLD."sent_at", OLD."team_id", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='024f00d8927b1c73cec8639c2748b913e4016eb8', operation='DELETE', pgid='pgtrigger_delete_delete_9a33f', table='documents_sending', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childdocument',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('document', 'child'), name='document_once_a_child'),
        ),
        migrations.AddConstraint(
            model_name='childdocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childdocument_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='contactlimit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('withdrawn_at', None)), fields=('child', 'person'), name='limit_once_a_person', violation_error_message='A limit on contact with this person already stands'),
        ),
        migrations.AddConstraint(
            model_name='contactlimit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='contactlimit_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='letter_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='sending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='sending_withdrawn_whole'),
        ),
        ]),
    ]
