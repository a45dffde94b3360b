import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0007_numbers_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='address',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='address',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='address',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alert',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alert',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alert',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='filegrant',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='filegrant',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='filegrant',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lifeevent',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lifeevent',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lifeevent',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='move',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='move',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='move',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relationship',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relationship',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relationship',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='allocation',
            name='allocation_one_lead',
        ),
        migrations.RemoveConstraint(
            model_name='allocation',
            name='allocation_once',
        ),
        migrations.RemoveConstraint(
            model_name='lifeevent',
            name='life_event_once',
        ),
        migrations.RemoveConstraint(
            model_name='move',
            name='move_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='relationship',
            name='relationship_once',
        ),
        migrations.AddField(
            model_name='address',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='address',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='address',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='addressevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='addressevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='addressevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='alert',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='alert',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='alert',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='alertevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='alertevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='alertevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='allocation',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='allocation',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='allocation',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='filegrant',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='filegrant',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='filegrant',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='filegrantevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='filegrantevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='filegrantevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lifeevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='lifeevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='lifeevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lifeeventevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='lifeeventevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='lifeeventevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='move',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='move',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='move',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moveevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='moveevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='moveevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relationshipevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='relationshipevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='relationshipevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_addressevent" ("ended_on", "id", "kind", "lines", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."lines", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postcode", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='d612a35d9b4dc05af93d357d575a7746753a841e', operation='INSERT', pgid='pgtrigger_insert_insert_6d3e4', table='children_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_addressevent" ("ended_on", "id", "kind", "lines", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."lines", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postcode", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='345d7539842ea1fbdd513bfba9a8b127f8956267', operation='UPDATE', pgid='pgtrigger_update_update_ea163', table='children_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_addressevent" ("ended_on", "id", "kind", "lines", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."ended_on", OLD."id", OLD."kind", OLD."lines", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."started_on", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='fd65774d8af60760736ec71c98f70e312d3cd1c5', operation='DELETE', pgid='pgtrigger_delete_delete_3dd79', table='children_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."danger", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fce99cb43cb96e5582cd2ad8bfcfc0284b616c60', operation='INSERT', pgid='pgtrigger_insert_insert_2fb16', table='children_alert', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."danger", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='772c71418fd084be635cecdc8bd9f8aa99f3face', operation='UPDATE', pgid='pgtrigger_update_update_3a10f', table='children_alert', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."danger", OLD."ended_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."team_id", OLD."text", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='9f153b99620b2418a5fd28d61b4388f852b1aa14', operation='DELETE', pgid='pgtrigger_delete_delete_64157', table='children_alert', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_allocationevent" ("authority_id", "child_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "role", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='cf7b6aafb88cf176bef65131ef3ec30fb633f01b', operation='INSERT', pgid='pgtrigger_insert_insert_659e9', table='children_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_allocationevent" ("authority_id", "child_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "role", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='1272237327f0c53604926f6af8ce1219b1deb254', operation='UPDATE', pgid='pgtrigger_update_update_bcdce', table='children_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_allocationevent" ("authority_id", "child_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "role", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (OLD."authority_id", OLD."child_id", OLD."ended_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."role", OLD."started_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worker_id"); RETURN NULL;', hash='c6b4fb4e9278c024c97ba1c2ddc73d2e369219c0', operation='DELETE', pgid='pgtrigger_delete_delete_b8020', table='children_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filegrant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='34737d8b3a445f4e15708f4fb1fa12a6df554349', operation='INSERT', pgid='pgtrigger_insert_insert_7e4df', table='children_filegrant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filegrant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='8fd88b2077fd5107a3f45e859977a8108df607ad', operation='UPDATE', pgid='pgtrigger_update_update_9038d', table='children_filegrant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filegrant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (OLD."authority_id", OLD."child_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."team_id", OLD."until", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worker_id"); RETURN NULL;', hash='870a92a7754bb943512989bd8cf3d026ab57ca40', operation='DELETE', pgid='pgtrigger_delete_delete_8e768', table='children_filegrant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lifeevent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_lifeeventevent" ("authority_id", "child_id", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_by", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."happened_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."told_by", NEW."told_on", NEW."what_is_known", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b95f5b4accfc79ca7de68199e713b2d17b338ccf', operation='INSERT', pgid='pgtrigger_insert_insert_65369', table='children_lifeevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lifeevent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_lifeeventevent" ("authority_id", "child_id", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_by", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."happened_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."told_by", NEW."told_on", NEW."what_is_known", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='feef2e479b74bc39ea4b7b3a5967ca447c51addb', operation='UPDATE', pgid='pgtrigger_update_update_89f10', table='children_lifeevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lifeevent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_lifeeventevent" ("authority_id", "child_id", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_by", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."happened_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."told_by", OLD."told_on", OLD."what_is_known", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='4164ba8b29d4475cad5752574f52ec13034828c0', operation='DELETE', pgid='pgtrigger_delete_delete_a4491', table='children_lifeevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_moveevent" ("accepted_by", "accepted_on", "authority_id", "child_id", "conference_on", "contact", "council", "direction", "id", "moved_on", "on_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_by", NEW."accepted_on", NEW."authority_id", NEW."child_id", NEW."conference_on", NEW."contact", NEW."council", NEW."direction", NEW."id", NEW."moved_on", NEW."on_plan", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."told_on", NEW."what_is_known", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='d89b5397b4091dee82b8bc1563418aaedf6d7d20', operation='INSERT', pgid='pgtrigger_insert_insert_a4cfc', table='children_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_moveevent" ("accepted_by", "accepted_on", "authority_id", "child_id", "conference_on", "contact", "council", "direction", "id", "moved_on", "on_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_by", NEW."accepted_on", NEW."authority_id", NEW."child_id", NEW."conference_on", NEW."contact", NEW."council", NEW."direction", NEW."id", NEW."moved_on", NEW."on_plan", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."told_on", NEW."what_is_known", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='bd4c4099bc8644b445b0e9581238c36b92015cb3', operation='UPDATE', pgid='pgtrigger_update_update_6de7b', table='children_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_moveevent" ("accepted_by", "accepted_on", "authority_id", "child_id", "conference_on", "contact", "council", "direction", "id", "moved_on", "on_plan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "told_on", "what_is_known", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."accepted_by", OLD."accepted_on", OLD."authority_id", OLD."child_id", OLD."conference_on", OLD."contact", OLD."council", OLD."direction", OLD."id", OLD."moved_on", OLD."on_plan", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."told_on", OLD."what_is_known", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='7461c5339111ae27ecbc36c57bd8f65f65620c63', operation='DELETE', pgid='pgtrigger_delete_delete_4e623', table='children_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_relationshipevent" ("ended_on", "id", "kind", "lives_with", "note", "parental_responsibility", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relative_id", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."lives_with", NEW."note", NEW."parental_responsibility", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."relative_id", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fd3ffeb631718c46a1f9ca4e3b8ccf84ab8f031e', operation='INSERT', pgid='pgtrigger_insert_insert_64a42', table='children_relationship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_relationshipevent" ("ended_on", "id", "kind", "lives_with", "note", "parental_responsibility", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relative_id", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."lives_with", NEW."note", NEW."parental_responsibility", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relative_id", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='3feebef47832d2f0379473effdb7b28f3f302ad0', operation='UPDATE', pgid='pgtrigger_update_update_a2dde', table='children_relationship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_relationshipevent" ("ended_on", "id", "kind", "lives_with", "note", "parental_responsibility", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relative_id", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."ended_on", OLD."id", OLD."kind", OLD."lives_with", OLD."note", OLD."parental_responsibility", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relative_id", OLD."started_on", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='884abce6c7d2fbbd80e7b4df6a893c54b2ae3201', operation='DELETE', pgid='pgtrigger_delete_delete_29153', table='children_relationship', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='address_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='alert_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('role', 'lead'), ('withdrawn_at', None)), fields=('child',), name='allocation_one_lead', violation_error_message='The child already has a social worker: end that first'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('withdrawn_at', None)), fields=('child', 'worker', 'role'), name='allocation_once', violation_error_message='This worker is already allocated in this part'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='allocation_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='filegrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='filegrant_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='lifeevent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('child', 'kind'), name='life_event_once', violation_error_message='This is already recorded'),
        ),
        migrations.AddConstraint(
            model_name='lifeevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='lifeevent_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_on', None), ('withdrawn_at', None)), fields=('child', 'direction'), name='move_one_at_a_time', violation_error_message='This move is already recorded, and not accepted yet'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='move_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('withdrawn_at', None)), fields=('person', 'relative', 'kind'), name='relationship_once', violation_error_message='This relationship is already on the file'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='relationship_withdrawn_whole'),
        ),
        ]),
    ]
