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
        ('access', '__first__'),
        ('actions', '0001_initial'),
        ('assessments', '0001_initial'),
        ('children', '0001_initial'),
        ('meetings', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('plans', '0001_initial'),
        ('referrals', '0001_initial'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='ChildInNeedMeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='conferences.childinneedmeeting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('assessment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.plan')),
                        ('kind', models.CharField(choices=[('first', 'First planning meeting'), ('review', 'Child in need review')], default='review', max_length=10)),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the meeting was held')),
                        ('what_changed', models.TextField(blank=True, verbose_name='is the child better off? what has changed')),
                        ('decision', models.CharField(choices=[('continue', 'The plan goes on'), ('step_up', 'Strategy discussion'), ('end', 'The plan is no longer needed')], default='continue', max_length=10)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Conference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='meetings.meeting')),
                        ('section_47', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='assessments.section47')),
                        ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='referrals.episodeofneed')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='plans.plan')),
                        ('kind', models.CharField(choices=[('initial', 'Initial conference'), ('review', 'Review conference'), ('transfer_in', 'Transfer-in conference')], max_length=12)),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the conference was held')),
                        ('decision', models.CharField(blank=True, choices=[('plan', 'Child protection plan'), ('continue', 'The child protection plan goes on'), ('step_down', 'Child in need plan'), ('end', 'No plan')], max_length=10)),
                        ('category', models.CharField(blank=True, choices=[('NEG', 'Neglect'), ('PHY', 'Physical abuse'), ('SAB', 'Sexual abuse'), ('EMO', 'Emotional abuse'), ('MUL', 'More than one')], max_length=3)),
                        ('reasons', models.TextField(blank=True, verbose_name='why, for this child')),
                        ('disagreement', models.TextField(blank=True, verbose_name='who disagreed, and why')),
                        ('imported', models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-held_on'], name='conference_of_child')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('imported', True), ('held', False), models.Q(('decision', ''), _negated=True), _connector='OR'), name='conference_held_decides', violation_error_message='Say what the conference decided for this child'), models.CheckConstraint(condition=models.Q(('imported', True), models.Q(('decision__in', ['plan', 'continue']), _negated=True), models.Q(('category', ''), _negated=True), _connector='OR'), name='conference_plan_has_a_category', violation_error_message='Choose the category of the child protection plan')],
                    },
                ),
                migrations.CreateModel(
                    name='ConferenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='conferences.conference')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('section_47', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.section47')),
                        ('episode', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='referrals.episodeofneed')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.plan')),
                        ('kind', models.CharField(choices=[('initial', 'Initial conference'), ('review', 'Review conference'), ('transfer_in', 'Transfer-in conference')], max_length=12)),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the conference was held')),
                        ('decision', models.CharField(blank=True, choices=[('plan', 'Child protection plan'), ('continue', 'The child protection plan goes on'), ('step_down', 'Child in need plan'), ('end', 'No plan')], max_length=10)),
                        ('category', models.CharField(blank=True, choices=[('NEG', 'Neglect'), ('PHY', 'Physical abuse'), ('SAB', 'Sexual abuse'), ('EMO', 'Emotional abuse'), ('MUL', 'More than one')], max_length=3)),
                        ('reasons', models.TextField(blank=True, verbose_name='why, for this child')),
                        ('disagreement', models.TextField(blank=True, verbose_name='who disagreed, and why')),
                        ('imported', models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CoreGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='core_groups', to='meetings.meeting')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='core_groups', to='plans.plan')),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the core group met')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what has changed for the child')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-held_on'], name='coregroup_of_child')],
                    },
                ),
                migrations.CreateModel(
                    name='CoreGroupEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='conferences.coregroup')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.plan')),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the core group met')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what has changed for the child')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingAction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreed', to='meetings.meeting')),
                        ('action', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreed_at', to='actions.action')),
                    ],
                ),
                migrations.CreateModel(
                    name='MeetingActionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='conferences.meetingaction')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actions.action')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ChildInNeedMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('taking_part', models.CharField(blank=True, choices=[('came', 'Came and spoke'), ('advocate', 'Someone spoke for them'), ('sent', 'Sent their words'), ('not', 'Did not take part'), ('too_young', 'A baby or very young child: described')], max_length=10, verbose_name='how the child took part')),
                        ('own_words', models.TextField(blank=True, verbose_name='the child’s own words')),
                        ('not_heard_because', models.CharField(blank=True, max_length=200, verbose_name='why the child did not take part')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='child_in_need_meetings', to='meetings.meeting')),
                        ('assessment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_in_need_meetings', to='assessments.assessment')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_in_need_meetings', to='plans.plan')),
                        ('kind', models.CharField(choices=[('first', 'First planning meeting'), ('review', 'Child in need review')], default='review', max_length=10)),
                        ('held_on', models.DateField(verbose_name='date')),
                        ('held', models.BooleanField(default=True, verbose_name='the meeting was held')),
                        ('what_changed', models.TextField(blank=True, verbose_name='is the child better off? what has changed')),
                        ('decision', models.CharField(choices=[('continue', 'The plan goes on'), ('step_up', 'Strategy discussion'), ('end', 'The plan is no longer needed')], default='continue', max_length=10)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-held_on'], name='cinmeeting_of_child')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childinneedmeeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."decision", NEW."held", NEW."held_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed"); RETURN NULL;', hash='6a3d6a9ec6ea5f4940934b754c4e5ddbe6843881', operation='INSERT', pgid='pgtrigger_insert_insert_b7cf1', table='conferences_childinneedmeeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childinneedmeeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (NEW."assessment_id", NEW."authority_id", NEW."child_id", NEW."decision", NEW."held", NEW."held_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed"); RETURN NULL;', hash='8f70ed43d66d677b7ac73ac106cbacc523783dfa', operation='UPDATE', pgid='pgtrigger_update_update_69ac9', table='conferences_childinneedmeeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childinneedmeeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_childinneedmeetingevent" ("assessment_id", "authority_id", "child_id", "decision", "held", "held_on", "id", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (OLD."assessment_id", OLD."authority_id", OLD."child_id", OLD."decision", OLD."held", OLD."held_on", OLD."id", OLD."kind", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."taking_part", OLD."team_id", OLD."what_changed"); RETURN NULL;', hash='6cc14fb8fbbc3938c94979908a8fe249cdc5c828', operation='DELETE', pgid='pgtrigger_delete_delete_96ea4', table='conferences_childinneedmeeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conference',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id") VALUES (NEW."authority_id", NEW."category", NEW."child_id", NEW."decision", NEW."disagreement", NEW."episode_id", NEW."held", NEW."held_on", NEW."id", NEW."imported", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."section_47_id", NEW."taking_part", NEW."team_id"); RETURN NULL;', hash='103fab864a6f59f549b6146ff111cd55a44ac079', operation='INSERT', pgid='pgtrigger_insert_insert_7b4d6', table='conferences_conference', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conference',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id") VALUES (NEW."authority_id", NEW."category", NEW."child_id", NEW."decision", NEW."disagreement", NEW."episode_id", NEW."held", NEW."held_on", NEW."id", NEW."imported", NEW."kind", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."section_47_id", NEW."taking_part", NEW."team_id"); RETURN NULL;', hash='7abae19b8e0f009a0662a290f6ad7d6a2d0fb222', operation='UPDATE', pgid='pgtrigger_update_update_d23b4', table='conferences_conference', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conference',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_conferenceevent" ("authority_id", "category", "child_id", "decision", "disagreement", "episode_id", "held", "held_on", "id", "imported", "kind", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reasons", "recorded_at", "recorded_by_id", "section_47_id", "taking_part", "team_id") VALUES (OLD."authority_id", OLD."category", OLD."child_id", OLD."decision", OLD."disagreement", OLD."episode_id", OLD."held", OLD."held_on", OLD."id", OLD."imported", OLD."kind", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reasons", OLD."recorded_at", OLD."recorded_by_id", OLD."section_47_id", OLD."taking_part", OLD."team_id"); RETURN NULL;', hash='6595e19160671a519f2633621768c45617ddb8ea', operation='DELETE', pgid='pgtrigger_delete_delete_dbf6e', table='conferences_conference', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coregroup',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (NEW."authority_id", NEW."child_id", NEW."held", NEW."held_on", NEW."id", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed"); RETURN NULL;', hash='c0562b52eb48b05bbe73ce541160a033a9d3a831', operation='INSERT', pgid='pgtrigger_insert_insert_9b301', table='conferences_coregroup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coregroup',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (NEW."authority_id", NEW."child_id", NEW."held", NEW."held_on", NEW."id", NEW."meeting_id", NEW."not_heard_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."taking_part", NEW."team_id", NEW."what_changed"); RETURN NULL;', hash='5af6e6297e226a630105170f15d9426b51602bac', operation='UPDATE', pgid='pgtrigger_update_update_cc4b3', table='conferences_coregroup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coregroup',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_coregroupevent" ("authority_id", "child_id", "held", "held_on", "id", "meeting_id", "not_heard_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recorded_at", "recorded_by_id", "taking_part", "team_id", "what_changed") VALUES (OLD."authority_id", OLD."child_id", OLD."held", OLD."held_on", OLD."id", OLD."meeting_id", OLD."not_heard_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."taking_part", OLD."team_id", OLD."what_changed"); RETURN NULL;', hash='4388175ddc9739282dff02ff8060e9aab18b664c', operation='DELETE', pgid='pgtrigger_delete_delete_e0efc', table='conferences_coregroup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingaction',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_meetingactionevent" ("action_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='277a6fe170d1c054c83ac23184a379c7fc5509dc', operation='INSERT', pgid='pgtrigger_insert_insert_93a6d', table='conferences_meetingaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingaction',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conferences_meetingactionevent" ("action_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='c66427d3dcd33f9e6f3b2cb0c3d61c9da9bb6ae3', operation='UPDATE', pgid='pgtrigger_update_update_c89bd', table='conferences_meetingaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingaction',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conferences_meetingactionevent" ("action_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."action_id", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='6f9d313720bb932599af7afb4cdc6ba9c8e2c7d9', operation='DELETE', pgid='pgtrigger_delete_delete_43efa', table='conferences_meetingaction', when='AFTER')),
                ),
            ],
        ),
    ]
