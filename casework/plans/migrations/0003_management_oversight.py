import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from casework.interface.migrations import AtOnce

ABOUT = {
    'choices': [('plan', 'The plan as it goes on'), ('allocation', 'Who is allocated, and why'), ('threshold', 'The threshold, or what was decided about a referral'), ('step_up', 'Stepping up'), ('step_down', 'Stepping down'), ('close', 'Closing'), ('exceed', 'Going past a date'), ('other', 'Something else')],
    'default': 'plan',
    'max_length': 10,
    'verbose_name': 'what is it about?',
}
WORKING = {
    'blank': True,
    'choices': [('yes', 'Yes: things are getting better for the child'), ('partly', 'Partly'), ('no', 'No: too little has changed for the child')],
    'max_length': 6,
    'verbose_name': 'is the plan working?',
}


class Migration(migrations.Migration):
    """A look at a plan becomes one kind of management oversight: one table for all of it."""

    dependencies = [('plans', '0002_visitors_named')]

    operations = [
        *(
            pgtrigger.migrations.RemoveTrigger(model_name='planoversight', name=name)
            for name in ('insert_insert', 'update_update', 'delete_delete')
        ),
        migrations.RemoveConstraint('planoversight', 'planoversight_withdrawn_whole'),
        migrations.RenameModel('PlanOversight', 'ManagementOversight'),
        migrations.RenameModel('PlanOversightEvent', 'ManagementOversightEvent'),
        migrations.AlterModelOptions(
            name='managementoversight',
            options={'verbose_name': 'management oversight', 'verbose_name_plural': 'management oversight'},
        ),
        migrations.AddField('managementoversight', 'about', models.CharField(**ABOUT)),
        migrations.AddField('managementoversightevent', 'about', models.CharField(**ABOUT)),
        migrations.AlterField('managementoversight', 'working', models.CharField(**WORKING)),
        migrations.AlterField('managementoversightevent', 'working', models.CharField(**WORKING)),
        migrations.AlterField(
            'managementoversight',
            'plan',
            models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='oversights', to='plans.plan'),
        ),
        migrations.AlterField(
            'managementoversightevent',
            'plan',
            models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.plan'),
        ),
        AtOnce(
            [
        migrations.AddConstraint(
            model_name='managementoversight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', 'plan'), ('plan__isnull', False), models.Q(('working', ''), _negated=True)), models.Q(models.Q(('about', 'plan'), _negated=True), ('plan', None), ('working', '')), _connector='OR'), name='oversight_of_a_plan_says_whether_it_works', violation_error_message='Say whether the plan is working'),
        ),
        migrations.AddConstraint(
            model_name='managementoversight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='managementoversight_withdrawn_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='managementoversight',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_managementoversightevent" ("about", "authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (NEW."about", NEW."authority_id", NEW."child_id", NEW."found", NEW."id", NEW."looked_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changes", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."working"); RETURN NULL;', hash='7760e93a889df119f0502dda9e5d501310cc1195', operation='INSERT', pgid='pgtrigger_insert_insert_d4324', table='plans_managementoversight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='managementoversight',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_managementoversightevent" ("about", "authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (NEW."about", NEW."authority_id", NEW."child_id", NEW."found", NEW."id", NEW."looked_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changes", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."working"); RETURN NULL;', hash='299c98291588e750da8a761bc8c8db04bfbc1ef9', operation='UPDATE', pgid='pgtrigger_update_update_a7a1a', table='plans_managementoversight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='managementoversight',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_managementoversightevent" ("about", "authority_id", "child_id", "found", "id", "looked_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "team_id", "what_changes", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "working") VALUES (OLD."about", OLD."authority_id", OLD."child_id", OLD."found", OLD."id", OLD."looked_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."what_changes", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."working"); RETURN NULL;', hash='78b706612b6b598829d4a9aa188bd3accfe293d2', operation='DELETE', pgid='pgtrigger_delete_delete_2fa5f', table='plans_managementoversight', when='AFTER')),
        ),
            ]
        ),
    ]
