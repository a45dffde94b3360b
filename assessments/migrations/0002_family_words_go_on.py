import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyassessment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyassessment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyassessment',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='familyassessment',
            name='begun_as',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='went_on_as', to='assessments.familyassessment'),
        ),
        migrations.AddField(
            model_name='familyassessmentevent',
            name='begun_as',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.familyassessment'),
        ),
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; UPDATE assessments_familyassessment SET begun_as_id = id",
            "SET CONSTRAINTS ALL IMMEDIATE",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyassessment',
            trigger=pgtrigger.compiler.Trigger(name='begun_as_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.begun_as_id := coalesce(NEW.begun_as_id, NEW.id); RETURN NEW;', hash='4e353532585e406f222fbe44574e1f54797e8d7e', operation='INSERT OR UPDATE', pgid='pgtrigger_begun_as_itself_7e94f', table='assessments_familyassessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyassessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_familyassessmentevent" ("authority_id", "begun_as_id", "family_and_home", "id", "parents_and_carers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "what_others_say", "wider_family") VALUES (NEW."authority_id", NEW."begun_as_id", NEW."family_and_home", NEW."id", NEW."parents_and_carers", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."what_others_say", NEW."wider_family"); RETURN NULL;', hash='448e7cbdd3eb725f97dc864c6890688fc1271eb4', operation='INSERT', pgid='pgtrigger_insert_insert_38e5f', table='assessments_familyassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyassessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_familyassessmentevent" ("authority_id", "begun_as_id", "family_and_home", "id", "parents_and_carers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "what_others_say", "wider_family") VALUES (NEW."authority_id", NEW."begun_as_id", NEW."family_and_home", NEW."id", NEW."parents_and_carers", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."what_others_say", NEW."wider_family"); RETURN NULL;', hash='c95d794d0ef5701781fe45c9ef96c3cd0fb8c176', operation='UPDATE', pgid='pgtrigger_update_update_7814c', table='assessments_familyassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyassessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_familyassessmentevent" ("authority_id", "begun_as_id", "family_and_home", "id", "parents_and_carers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "what_others_say", "wider_family") VALUES (OLD."authority_id", OLD."begun_as_id", OLD."family_and_home", OLD."id", OLD."parents_and_carers", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."what_others_say", OLD."wider_family"); RETURN NULL;', hash='8130a7fc48cad63e25c7471fd015f9be8a564181', operation='DELETE', pgid='pgtrigger_delete_delete_722d4', table='assessments_familyassessment', when='AFTER')),
        ),
    ]
