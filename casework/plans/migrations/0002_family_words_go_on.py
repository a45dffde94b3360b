import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyplan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyplan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyplan',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='familyplan',
            name='begun_as',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='went_on_as', to='plans.familyplan'),
        ),
        migrations.AddField(
            model_name='familyplanevent',
            name='begun_as',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.familyplan'),
        ),
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; UPDATE plans_familyplan SET begun_as_id = id",
            "SET CONSTRAINTS ALL IMMEDIATE",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyplan',
            trigger=pgtrigger.compiler.Trigger(name='begun_as_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.begun_as_id := coalesce(NEW.begun_as_id, NEW.id); RETURN NEW;', hash='2b1c8dfaa896107b0e39a9931162445015180bbf', operation='INSERT OR UPDATE', pgid='pgtrigger_begun_as_itself_677f0', table='plans_familyplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_familyplanevent" ("authority_id", "begun_as_id", "familys_own_plan", "going_well", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "worries") VALUES (NEW."authority_id", NEW."begun_as_id", NEW."familys_own_plan", NEW."going_well", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."worries"); RETURN NULL;', hash='e5d15c21a5d268940d5f1e7a71e8e8a29614f50c', operation='INSERT', pgid='pgtrigger_insert_insert_002f9', table='plans_familyplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_familyplanevent" ("authority_id", "begun_as_id", "familys_own_plan", "going_well", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "worries") VALUES (NEW."authority_id", NEW."begun_as_id", NEW."familys_own_plan", NEW."going_well", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."worries"); RETURN NULL;', hash='faafdf1812df7475fa4781ed45d4928be5f0553b', operation='UPDATE', pgid='pgtrigger_update_update_fe08b', table='plans_familyplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_familyplanevent" ("authority_id", "begun_as_id", "familys_own_plan", "going_well", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "worries") VALUES (OLD."authority_id", OLD."begun_as_id", OLD."familys_own_plan", OLD."going_well", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."worries"); RETURN NULL;', hash='c27d71c8705fdf7896fcb1c14ef509bc6ada0d8d', operation='DELETE', pgid='pgtrigger_delete_delete_3adec', table='plans_familyplan', when='AFTER')),
        ),
    ]
