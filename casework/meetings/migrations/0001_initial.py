import casework.interface.migrations
import django.db.models.deletion
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
                    name='Attendee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=120)),
                        ('agency', models.CharField(choices=[('social_care', 'Children’s social care'), ('police', 'Police'), ('health', 'Health'), ('education', 'School or nursery'), ('housing', 'Housing'), ('probation', 'Probation'), ('youth_justice', 'Youth justice'), ('adult_services', 'Adult services'), ('voluntary', 'Charity or community group'), ('family', 'Family'), ('other', 'Other')], default='other', max_length=20)),
                        ('invited_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                        ('attendance', models.CharField(choices=[('invited', 'Invited'), ('came', 'Came'), ('apologies', 'Sent apologies'), ('absent', 'Did not come')], default='invited', max_length=10)),
                        ('report_asked', models.BooleanField(default=False, verbose_name='a report is asked for')),
                        ('report_on', models.DateField(blank=True, null=True, verbose_name='report came on')),
                        ('report_shared_on', models.DateField(blank=True, null=True, verbose_name='shared with the family on')),
                        ('threshold', models.CharField(blank=True, choices=[('plan', 'A plan is needed'), ('no_plan', 'No plan is needed'), ('not_said', 'Did not say')], max_length=10, verbose_name='what they decided')),
                        ('view', models.TextField(blank=True, verbose_name='their view, and why')),
                        ('invited_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.person')),
                        ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='meetings.meeting')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('worker__isnull', False), ('person__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='attendee_is_someone', violation_error_message='Say who was invited'), models.CheckConstraint(condition=models.Q(('report_shared_on', None), ('report_shared_on__gte', models.F('report_on')), _connector='OR'), name='attendee_report_shared_once_it_came', violation_error_message='It cannot be shared before it came: check both days'), models.CheckConstraint(condition=models.Q(('report_shared_on', None), ('report_on__isnull', False), _connector='OR'), name='attendee_report_came_before_shared', violation_error_message='Say when the report came, too')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('strategy', 'Strategy discussion'), ('conference', 'Child protection conference'), ('core_group', 'Core group'), ('child_in_need', 'Child in need meeting'), ('missing', 'Missing meeting'), ('family', 'Family meeting'), ('legal_planning', 'Legal planning meeting'), ('preproceedings', 'Pre-proceedings meeting'), ('family_group', 'Family group decision-making meeting'), ('other', 'Another meeting')], max_length=20)),
                        ('which', models.CharField(blank=True, choices=[('initial', 'Initial conference'), ('review', 'Review conference'), ('transfer_in', 'Transfer-in conference')], max_length=12, verbose_name='which conference')),
                        ('starts_at', models.DateTimeField(verbose_name='when')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='where')),
                        ('way', models.CharField(choices=[('person', 'In person'), ('video', 'By video'), ('phone', 'By phone'), ('mixed', 'Some in person, some not')], default='person', max_length=10, verbose_name='how')),
                        ('held', models.BooleanField(default=False)),
                        ('not_held_because', models.CharField(blank=True, help_text='Adjourned, too few people came', max_length=200, verbose_name='why it was not held')),
                        ('agencies_needed', models.PositiveSmallIntegerField(blank=True, editable=False, help_text='The rule on the day, besides children’s social care', null=True, verbose_name='agencies that had to come')),
                        ('went_ahead_because', models.CharField(blank=True, max_length=300, verbose_name='why it went ahead with too few agencies')),
                        ('minutes', models.TextField(blank=True, verbose_name='what was said')),
                        ('minutes_sent_on', models.DateField(blank=True, null=True, verbose_name='minutes went out on')),
                        ('next_on', models.DateField(blank=True, null=True, verbose_name='the next one is on')),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chaired', to=settings.AUTH_USER_MODEL)),
                        ('children', models.ManyToManyField(related_name='meetings', to='children.child')),
                        ('instead_of', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arranged_instead', to='meetings.meeting')),
                        ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', '-starts_at'], name='meeting_newest'), models.Index(condition=models.Q(('held', False), ('not_held_because', '')), fields=['authority', 'starts_at'], name='meeting_planned')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('held', False), ('not_held_because', ''), _connector='OR'), name='meeting_held_or_not', violation_error_message='It was held, or say why it was not: not both')],
                    },
                ),
                migrations.CreateModel(
                    name='AttendeeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(blank=True, max_length=120)),
                        ('agency', models.CharField(choices=[('social_care', 'Children’s social care'), ('police', 'Police'), ('health', 'Health'), ('education', 'School or nursery'), ('housing', 'Housing'), ('probation', 'Probation'), ('youth_justice', 'Youth justice'), ('adult_services', 'Adult services'), ('voluntary', 'Charity or community group'), ('family', 'Family'), ('other', 'Other')], default='other', max_length=20)),
                        ('invited_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                        ('attendance', models.CharField(choices=[('invited', 'Invited'), ('came', 'Came'), ('apologies', 'Sent apologies'), ('absent', 'Did not come')], default='invited', max_length=10)),
                        ('report_asked', models.BooleanField(default=False, verbose_name='a report is asked for')),
                        ('report_on', models.DateField(blank=True, null=True, verbose_name='report came on')),
                        ('report_shared_on', models.DateField(blank=True, null=True, verbose_name='shared with the family on')),
                        ('threshold', models.CharField(blank=True, choices=[('plan', 'A plan is needed'), ('no_plan', 'No plan is needed'), ('not_said', 'Did not say')], max_length=10, verbose_name='what they decided')),
                        ('view', models.TextField(blank=True, verbose_name='their view, and why')),
                        ('invited_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.attendee')),
                        ('worker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('strategy', 'Strategy discussion'), ('conference', 'Child protection conference'), ('core_group', 'Core group'), ('child_in_need', 'Child in need meeting'), ('missing', 'Missing meeting'), ('family', 'Family meeting'), ('legal_planning', 'Legal planning meeting'), ('preproceedings', 'Pre-proceedings meeting'), ('family_group', 'Family group decision-making meeting'), ('other', 'Another meeting')], max_length=20)),
                        ('which', models.CharField(blank=True, choices=[('initial', 'Initial conference'), ('review', 'Review conference'), ('transfer_in', 'Transfer-in conference')], max_length=12, verbose_name='which conference')),
                        ('starts_at', models.DateTimeField(verbose_name='when')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='where')),
                        ('way', models.CharField(choices=[('person', 'In person'), ('video', 'By video'), ('phone', 'By phone'), ('mixed', 'Some in person, some not')], default='person', max_length=10, verbose_name='how')),
                        ('held', models.BooleanField(default=False)),
                        ('not_held_because', models.CharField(blank=True, help_text='Adjourned, too few people came', max_length=200, verbose_name='why it was not held')),
                        ('agencies_needed', models.PositiveSmallIntegerField(blank=True, editable=False, help_text='The rule on the day, besides children’s social care', null=True, verbose_name='agencies that had to come')),
                        ('went_ahead_because', models.CharField(blank=True, max_length=300, verbose_name='why it went ahead with too few agencies')),
                        ('minutes', models.TextField(blank=True, verbose_name='what was said')),
                        ('minutes_sent_on', models.DateField(blank=True, null=True, verbose_name='minutes went out on')),
                        ('next_on', models.DateField(blank=True, null=True, verbose_name='the next one is on')),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('chair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('instead_of', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meeting')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20)),
                        ('which', models.CharField(blank=True, max_length=12, verbose_name='which conference')),
                        ('agencies', models.PositiveSmallIntegerField(help_text='Besides children’s social care', verbose_name='agencies that must come')),
                        ('report_days', models.PositiveSmallIntegerField(default=0, help_text='The family has read them by then', verbose_name='working days before, for reports')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_rules', to='access.authority')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('authority', 'kind', 'which'), name='meeting_rule_once', violation_error_message='There is already a rule for this kind of meeting')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(max_length=20)),
                        ('which', models.CharField(blank=True, max_length=12, verbose_name='which conference')),
                        ('agencies', models.PositiveSmallIntegerField(help_text='Besides children’s social care', verbose_name='agencies that must come')),
                        ('report_days', models.PositiveSmallIntegerField(default=0, help_text='The family has read them by then', verbose_name='working days before, for reports')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingrule')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("agencies_needed", "authority_id", "chair_id", "held", "id", "instead_of_id", "kind", "minutes", "minutes_sent_on", "next_on", "not_held_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "starts_at", "way", "went_ahead_because", "which") VALUES (NEW."agencies_needed", NEW."authority_id", NEW."chair_id", NEW."held", NEW."id", NEW."instead_of_id", NEW."kind", NEW."minutes", NEW."minutes_sent_on", NEW."next_on", NEW."not_held_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."way", NEW."went_ahead_because", NEW."which"); RETURN NULL;', hash='002619e6feaef2f47dbbc57d49046b83c58d737b', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', table='meetings_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingevent" ("agencies_needed", "authority_id", "chair_id", "held", "id", "instead_of_id", "kind", "minutes", "minutes_sent_on", "next_on", "not_held_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "starts_at", "way", "went_ahead_because", "which") VALUES (NEW."agencies_needed", NEW."authority_id", NEW."chair_id", NEW."held", NEW."id", NEW."instead_of_id", NEW."kind", NEW."minutes", NEW."minutes_sent_on", NEW."next_on", NEW."not_held_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."way", NEW."went_ahead_because", NEW."which"); RETURN NULL;', hash='6e0936edb4fdf8908c93d5f16e959bc4898ce3f2', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("agencies_needed", "authority_id", "chair_id", "held", "id", "instead_of_id", "kind", "minutes", "minutes_sent_on", "next_on", "not_held_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "starts_at", "way", "went_ahead_because", "which") VALUES (OLD."agencies_needed", OLD."authority_id", OLD."chair_id", OLD."held", OLD."id", OLD."instead_of_id", OLD."kind", OLD."minutes", OLD."minutes_sent_on", OLD."next_on", OLD."not_held_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."starts_at", OLD."way", OLD."went_ahead_because", OLD."which"); RETURN NULL;', hash='3e319df4974a3bd4e04e48ddf429db083fc963c8', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendee',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendeeevent" ("agency", "attendance", "id", "invited_by_id", "invited_on", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_asked", "report_on", "report_shared_on", "threshold", "view", "worker_id") VALUES (NEW."agency", NEW."attendance", NEW."id", NEW."invited_by_id", NEW."invited_on", NEW."meeting_id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_asked", NEW."report_on", NEW."report_shared_on", NEW."threshold", NEW."view", NEW."worker_id"); RETURN NULL;', hash='8cec92b0242ffeb5bd2aa9fa6443e69af8eb3bdc', operation='INSERT', pgid='pgtrigger_insert_insert_f29a5', table='meetings_attendee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendee',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_attendeeevent" ("agency", "attendance", "id", "invited_by_id", "invited_on", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_asked", "report_on", "report_shared_on", "threshold", "view", "worker_id") VALUES (NEW."agency", NEW."attendance", NEW."id", NEW."invited_by_id", NEW."invited_on", NEW."meeting_id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_asked", NEW."report_on", NEW."report_shared_on", NEW."threshold", NEW."view", NEW."worker_id"); RETURN NULL;', hash='c86650061084261254c83f475aeaaa3d42355efc', operation='UPDATE', pgid='pgtrigger_update_update_52b70', table='meetings_attendee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendee',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendeeevent" ("agency", "attendance", "id", "invited_by_id", "invited_on", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_asked", "report_on", "report_shared_on", "threshold", "view", "worker_id") VALUES (OLD."agency", OLD."attendance", OLD."id", OLD."invited_by_id", OLD."invited_on", OLD."meeting_id", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_asked", OLD."report_on", OLD."report_shared_on", OLD."threshold", OLD."view", OLD."worker_id"); RETURN NULL;', hash='76824170f62c11c6aa41f4ce995a036df56d8e2c', operation='DELETE', pgid='pgtrigger_delete_delete_42b9c', table='meetings_attendee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingrule',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingruleevent" ("agencies", "authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_days", "which") VALUES (NEW."agencies", NEW."authority_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_days", NEW."which"); RETURN NULL;', hash='daee88251b12079b1ef37f12f056dadc7105030a', operation='INSERT', pgid='pgtrigger_insert_insert_9f1cb', table='meetings_meetingrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingrule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingruleevent" ("agencies", "authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_days", "which") VALUES (NEW."agencies", NEW."authority_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_days", NEW."which"); RETURN NULL;', hash='402c27cc744cad224a6a4f8c702964d5da61acff', operation='UPDATE', pgid='pgtrigger_update_update_c91c6', table='meetings_meetingrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingrule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingruleevent" ("agencies", "authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_days", "which") VALUES (OLD."agencies", OLD."authority_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_days", OLD."which"); RETURN NULL;', hash='802c294093f6f4921203fad180e3d2ec6fa2c97e', operation='DELETE', pgid='pgtrigger_delete_delete_93f02', table='meetings_meetingrule', when='AFTER')),
                ),
            ],
        ),
    ]
