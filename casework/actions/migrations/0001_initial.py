import casework.interface.migrations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='ActionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('source', models.CharField(choices=[('plan', 'Plan'), ('conference', 'Conference'), ('core_group', 'Core group'), ('review', 'Review'), ('strategy', 'Strategy discussion'), ('interview', 'Return home interview'), ('supervision', 'Supervision'), ('audit', 'Practice audit'), ('panel', 'Panel'), ('worker', 'Worker’s own')], max_length=12)),
                        ('what', models.TextField(verbose_name='what will be done')),
                        ('for_child', models.BooleanField(default=True, help_text='Not only something an adult must attend or do', verbose_name='done for or with the child')),
                        ('owner_name', models.CharField(blank=True, help_text='One person and what they do: Mrs Pell, class teacher', max_length=120, verbose_name='or someone else, by name')),
                        ('owner_agency', models.CharField(blank=True, choices=[('social_care', 'Children’s social care'), ('police', 'Police'), ('health', 'Health'), ('education', 'School or nursery'), ('housing', 'Housing'), ('probation', 'Probation'), ('youth_justice', 'Youth justice'), ('adult_services', 'Adult services'), ('voluntary', 'Charity or community group'), ('family', 'Family'), ('other', 'Other')], max_length=20, verbose_name='where they work')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='by what date')),
                        ('due_event', models.CharField(blank=True, help_text='Such as: before the review on 6 January', max_length=120, verbose_name='or by what event')),
                        ('agreed_on', models.DateField(verbose_name='agreed on')),
                        ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed for the child')),
                        ('dropped_on', models.DateField(blank=True, null=True, verbose_name='no longer needed from')),
                        ('dropped_because', models.CharField(blank=True, max_length=300, verbose_name='why it is no longer needed')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('owner_person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.person')),
                        ('owner_worker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actions.action')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ActionMoved',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('moved_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('was_due_on', models.DateField(blank=True, null=True)),
                        ('was_due_event', models.CharField(blank=True, max_length=120)),
                        ('because', models.CharField(max_length=300, verbose_name='why the date moved')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='actions.action')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'actions moved',
                        'ordering': ['moved_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='actionmoved_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionMovedEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('moved_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('was_due_on', models.DateField(blank=True, null=True)),
                        ('was_due_event', models.CharField(blank=True, max_length=120)),
                        ('because', models.CharField(max_length=300, verbose_name='why the date moved')),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actions.action')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actions.actionmoved')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Action',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('source', models.CharField(choices=[('plan', 'Plan'), ('conference', 'Conference'), ('core_group', 'Core group'), ('review', 'Review'), ('strategy', 'Strategy discussion'), ('interview', 'Return home interview'), ('supervision', 'Supervision'), ('audit', 'Practice audit'), ('panel', 'Panel'), ('worker', 'Worker’s own')], max_length=12)),
                        ('what', models.TextField(verbose_name='what will be done')),
                        ('for_child', models.BooleanField(default=True, help_text='Not only something an adult must attend or do', verbose_name='done for or with the child')),
                        ('owner_name', models.CharField(blank=True, help_text='One person and what they do: Mrs Pell, class teacher', max_length=120, verbose_name='or someone else, by name')),
                        ('owner_agency', models.CharField(blank=True, choices=[('social_care', 'Children’s social care'), ('police', 'Police'), ('health', 'Health'), ('education', 'School or nursery'), ('housing', 'Housing'), ('probation', 'Probation'), ('youth_justice', 'Youth justice'), ('adult_services', 'Adult services'), ('voluntary', 'Charity or community group'), ('family', 'Family'), ('other', 'Other')], max_length=20, verbose_name='where they work')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='by what date')),
                        ('due_event', models.CharField(blank=True, help_text='Such as: before the review on 6 January', max_length=120, verbose_name='or by what event')),
                        ('agreed_on', models.DateField(verbose_name='agreed on')),
                        ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed for the child')),
                        ('dropped_on', models.DateField(blank=True, null=True, verbose_name='no longer needed from')),
                        ('dropped_because', models.CharField(blank=True, max_length=300, verbose_name='why it is no longer needed')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('owner_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='children.person')),
                        ('owner_worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('done_on', None), ('dropped_on', None)), fields=['authority', 'team', 'due_on'], name='action_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('owner_name', ''), ('owner_person', None), ('owner_worker__isnull', False)), models.Q(('owner_name', ''), ('owner_person__isnull', False), ('owner_worker', None)), models.Q(('owner_person', None), ('owner_worker', None), models.Q(('owner_name', ''), _negated=True)), _connector='OR'), name='action_has_one_owner', violation_error_message='Choose who will do this: one person, by name'), models.CheckConstraint(condition=models.Q(('due_on__isnull', False), models.Q(('due_event', ''), _negated=True), _connector='OR'), name='action_has_an_end', violation_error_message='Give a date or an event it must be done by, such as “before the review on 6 January”'), models.CheckConstraint(condition=models.Q(models.Q(('source', 'audit'), _negated=True), ('due_on__isnull', False), _connector='OR'), name='action_from_audit_has_a_date', violation_error_message='An action from an audit needs a date'), models.CheckConstraint(condition=models.Q(('done_on', None), models.Q(('what_changed', ''), _negated=True), _connector='OR'), name='action_done_says_what_changed', violation_error_message='Say what changed for the child because of it'), models.CheckConstraint(condition=models.Q(('due_on', None), ('due_on__gte', models.F('agreed_on')), _connector='OR'), name='action_due_after_agreed', violation_error_message='The date to do it by cannot be before it was agreed'), models.CheckConstraint(condition=models.Q(('done_on', None), ('done_on__gte', models.F('agreed_on')), _connector='OR'), name='action_done_after_agreed', violation_error_message='It cannot be done before it was agreed'), models.CheckConstraint(condition=models.Q(('dropped_on', None), models.Q(('dropped_because', ''), _negated=True), _connector='OR'), name='action_dropped_says_why', violation_error_message='Say why it is no longer needed'), models.CheckConstraint(condition=models.Q(('owner_agency', ''), models.Q(('owner_name', ''), _negated=True), _connector='OR'), name='action_agency_is_someone', violation_error_message='Give the name of the person who will do it there'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='action_withdrawn_whole')],
                    },
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
            ],
        ),
    ]
