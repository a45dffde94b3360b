import casework.interface.migrations
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import missing.models.episodes
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('actions', '0001_initial'),
        ('children', '0004_pulls_of_many_records'),
        ('meetings', '0001_initial'),
        ('missing', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='InterviewProvider',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='what is the organisation called?')),
                        ('reached', models.CharField(max_length=200, verbose_name='how are they reached?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='last day they hold interviews for us')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'verbose_name': 'provider of return home interviews',
                        'verbose_name_plural': 'providers of return home interviews',
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('authority'), name='interview_provider_once', violation_error_message='This organisation is written down already')],
                    },
                ),
                migrations.CreateModel(
                    name='InterviewProviderEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='what is the organisation called?')),
                        ('reached', models.CharField(max_length=200, verbose_name='how are they reached?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='last day they hold interviews for us')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewprovider')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interviewprovider',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_interviewproviderevent" ("authority_id", "ended_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached") VALUES (NEW."authority_id", NEW."ended_on", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reached"); RETURN NULL;', hash='5a940bdf1024456480b5fe3174c2db2017952382', operation='INSERT', pgid='pgtrigger_insert_insert_4cbc4', table='missing_interviewprovider', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interviewprovider',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_interviewproviderevent" ("authority_id", "ended_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached") VALUES (NEW."authority_id", NEW."ended_on", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reached"); RETURN NULL;', hash='ead718b15d94c773a987830cfc511c9016f5f157', operation='UPDATE', pgid='pgtrigger_update_update_0f873', table='missing_interviewprovider', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interviewprovider',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_interviewproviderevent" ("authority_id", "ended_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached") VALUES (OLD."authority_id", OLD."ended_on", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reached"); RETURN NULL;', hash='aee381c2c45c8fcda90f4b35417c201f2be685f8', operation='DELETE', pgid='pgtrigger_delete_delete_0df47', table='missing_interviewprovider', when='AFTER')),
                ),
            ],
        ),
        casework.interface.migrations.AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='finding',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='finding',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='finding',
                    name='delete_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='returninterview',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='returninterview',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='returninterview',
                    name='delete_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='subject',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='subject',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='subject',
                    name='delete_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='missingepisode',
                    name='missing_once_at_a_time',
                ),
                migrations.RemoveConstraint(
                    model_name='missingepisode',
                    name='missing_times_do_not_overlap',
                ),
            ],
        ),
        casework.interface.migrations.AtOnce(
            operations=[
                migrations.AddField(
                    model_name='finding',
                    name='subject_as_named',
                    field=models.ForeignKey(blank=True, editable=False, help_text='What was named, before it was joined with another', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings_as_named', to='missing.subject'),
                ),
                migrations.AddField(
                    model_name='findingevent',
                    name='subject_as_named',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='What was named, before it was joined with another', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.subject'),
                ),
                migrations.AddField(
                    model_name='returninterview',
                    name='planned_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='when will you talk?'),
                ),
                migrations.AddField(
                    model_name='returninterview',
                    name='provider_person',
                    field=models.CharField(blank=True, max_length=120, verbose_name='who of theirs, by name'),
                ),
                migrations.AddField(
                    model_name='returninterviewevent',
                    name='planned_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='when will you talk?'),
                ),
                migrations.AddField(
                    model_name='returninterviewevent',
                    name='provider_person',
                    field=models.CharField(blank=True, max_length=120, verbose_name='who of theirs, by name'),
                ),
                migrations.AddField(
                    model_name='subject',
                    name='joined_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='subject',
                    name='joined_by',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='subject',
                    name='joined_to',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='missing.subject'),
                ),
                migrations.AddField(
                    model_name='subject',
                    name='words',
                    field=models.CharField(blank=True, editable=False, max_length=240),
                ),
                migrations.AddField(
                    model_name='subjectevent',
                    name='joined_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='subjectevent',
                    name='joined_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='subjectevent',
                    name='joined_to',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.subject'),
                ),
                migrations.AddField(
                    model_name='subjectevent',
                    name='words',
                    field=models.CharField(blank=True, editable=False, max_length=240),
                ),
                migrations.AddIndex(
                    model_name='finding',
                    index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('named', ''), _negated=True), fields=['named'], name='finding_named_alike', opclasses=['gin_trgm_ops']),
                ),
                migrations.AddIndex(
                    model_name='subject',
                    index=models.Index(fields=['authority', 'kind', 'words'], name='subject_by_words'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_as_named_id", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."area", NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_by_id", NEW."ended_on", NEW."ending", NEW."id", NEW."interview_id", NEW."kind", NEW."meeting_id", NEW."named", NEW."own_words", NEW."partner", NEW."partner_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sent", NEW."subject_as_named_id", NEW."subject_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a692cafade8596ecc399b650c4ac5cfdb10cca91', operation='INSERT', pgid='pgtrigger_insert_insert_89083', table='missing_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_as_named_id", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."action_id", NEW."area", NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_by_id", NEW."ended_on", NEW."ending", NEW."id", NEW."interview_id", NEW."kind", NEW."meeting_id", NEW."named", NEW."own_words", NEW."partner", NEW."partner_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sent", NEW."subject_as_named_id", NEW."subject_id", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='2102586ded4407c1124b8692cbbbab13761150cb', operation='UPDATE', pgid='pgtrigger_update_update_7a079', table='missing_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_findingevent" ("action_id", "area", "authority_id", "because", "child_id", "ended_by_id", "ended_on", "ending", "id", "interview_id", "kind", "meeting_id", "named", "own_words", "partner", "partner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sent", "subject_as_named_id", "subject_id", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."action_id", OLD."area", OLD."authority_id", OLD."because", OLD."child_id", OLD."ended_by_id", OLD."ended_on", OLD."ending", OLD."id", OLD."interview_id", OLD."kind", OLD."meeting_id", OLD."named", OLD."own_words", OLD."partner", OLD."partner_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."sent", OLD."subject_as_named_id", OLD."subject_id", OLD."team_id", OLD."text", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='f498f24bd4413fba80eb6e04550b20c6b95b652c', operation='DELETE', pgid='pgtrigger_delete_delete_0150c', table='missing_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='returninterview',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "provider_id", "provider_person", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."acted_at", NEW."acted_by_id", NEW."answer", NEW."answered_at", NEW."authority_id", NEW."child_id", NEW."covered_by_id", NEW."exploitation", NEW."harm", NEW."health", NEW."held_at", NEW."id", NEW."immediate_risk", NEW."independent", NEW."interviewer_id", NEW."next_steps", NEW."not_held_because", NEW."offered_at", NEW."offered_by_id", NEW."online", NEW."own_words", NEW."parent_asked_at", NEW."parent_view", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."provider_id", NEW."provider_person", NEW."recorded_at", NEW."recorded_by_id", NEW."shared_at", NEW."substances", NEW."team_id", NEW."what_happened", NEW."what_was_done", NEW."what_would_help", NEW."where_and_who", NEW."why_left", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b1312b3c3407faf519ee70c17c2ebd850bd376a7', operation='INSERT', pgid='pgtrigger_insert_insert_e7f5d', table='missing_returninterview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='returninterview',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "provider_id", "provider_person", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."acted_at", NEW."acted_by_id", NEW."answer", NEW."answered_at", NEW."authority_id", NEW."child_id", NEW."covered_by_id", NEW."exploitation", NEW."harm", NEW."health", NEW."held_at", NEW."id", NEW."immediate_risk", NEW."independent", NEW."interviewer_id", NEW."next_steps", NEW."not_held_because", NEW."offered_at", NEW."offered_by_id", NEW."online", NEW."own_words", NEW."parent_asked_at", NEW."parent_view", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."provider_id", NEW."provider_person", NEW."recorded_at", NEW."recorded_by_id", NEW."shared_at", NEW."substances", NEW."team_id", NEW."what_happened", NEW."what_was_done", NEW."what_would_help", NEW."where_and_who", NEW."why_left", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='6605c6666258432b734f2d0e6a048a75d9f65c6f', operation='UPDATE', pgid='pgtrigger_update_update_d37d0', table='missing_returninterview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='returninterview',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_returninterviewevent" ("acted_at", "acted_by_id", "answer", "answered_at", "authority_id", "child_id", "covered_by_id", "exploitation", "harm", "health", "held_at", "id", "immediate_risk", "independent", "interviewer_id", "next_steps", "not_held_because", "offered_at", "offered_by_id", "online", "own_words", "parent_asked_at", "parent_view", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "provider_id", "provider_person", "recorded_at", "recorded_by_id", "shared_at", "substances", "team_id", "what_happened", "what_was_done", "what_would_help", "where_and_who", "why_left", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."acted_at", OLD."acted_by_id", OLD."answer", OLD."answered_at", OLD."authority_id", OLD."child_id", OLD."covered_by_id", OLD."exploitation", OLD."harm", OLD."health", OLD."held_at", OLD."id", OLD."immediate_risk", OLD."independent", OLD."interviewer_id", OLD."next_steps", OLD."not_held_because", OLD."offered_at", OLD."offered_by_id", OLD."online", OLD."own_words", OLD."parent_asked_at", OLD."parent_view", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_at", OLD."provider_id", OLD."provider_person", OLD."recorded_at", OLD."recorded_by_id", OLD."shared_at", OLD."substances", OLD."team_id", OLD."what_happened", OLD."what_was_done", OLD."what_would_help", OLD."where_and_who", OLD."why_left", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='836e18a2851ef8f30152a537ce2af690d39d0f8d', operation='DELETE', pgid='pgtrigger_delete_delete_5bfaf', table='missing_returninterview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subject',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_subjectevent" ("authority_id", "id", "joined_at", "joined_by_id", "joined_to_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."authority_id", NEW."id", NEW."joined_at", NEW."joined_by_id", NEW."joined_to_id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."words"); RETURN NULL;', hash='5f74c27c83b933980f87a94030c87ffde17183b8', operation='INSERT', pgid='pgtrigger_insert_insert_e685b', table='missing_subject', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subject',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "missing_subjectevent" ("authority_id", "id", "joined_at", "joined_by_id", "joined_to_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."authority_id", NEW."id", NEW."joined_at", NEW."joined_by_id", NEW."joined_to_id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."words"); RETURN NULL;', hash='b7110fa3263f49aa33ede9c49174b9a544301cb2', operation='UPDATE', pgid='pgtrigger_update_update_e9172', table='missing_subject', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subject',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "missing_subjectevent" ("authority_id", "id", "joined_at", "joined_by_id", "joined_to_id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."authority_id", OLD."id", OLD."joined_at", OLD."joined_by_id", OLD."joined_to_id", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;', hash='7d395280bdce10a5ba4befba88e9357139c19d9d', operation='DELETE', pgid='pgtrigger_delete_delete_4326c', table='missing_subject', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='missingepisode',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('returned_at', None), ('withdrawn_at', None), ('withdrawn_at', None)), fields=('child',), name='missing_once_at_a_time', violation_error_message='The child is already recorded as missing'),
                ),
                migrations.AddConstraint(
                    model_name='missingepisode',
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_on', None), ('withdrawn_at', None)), expressions=[('child', '='), (missing.models.episodes.TimeAway('went_at', 'returned_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='missing_times_do_not_overlap', violation_error_message='The child was already missing then: check the times'),
                ),
                migrations.AddConstraint(
                    model_name='subject',
                    constraint=models.CheckConstraint(condition=models.Q(('joined_to', models.F('id')), _negated=True), name='subject_is_not_joined_to_itself'),
                ),
                migrations.AddField(
                    model_name='returninterview',
                    name='provider',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='missing.interviewprovider'),
                ),
                migrations.AddField(
                    model_name='returninterviewevent',
                    name='provider',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.interviewprovider'),
                ),
                migrations.AddConstraint(
                    model_name='returninterview',
                    constraint=models.CheckConstraint(condition=models.Q(('planned_at', None), ('interviewer__isnull', False), ('provider__isnull', False), _connector='OR'), name='interview_booked_with_someone', violation_error_message='Choose who will talk with the child'),
                ),
                migrations.AddConstraint(
                    model_name='returninterview',
                    constraint=models.CheckConstraint(condition=models.Q(('interviewer', None), ('provider', None), _connector='OR'), name='interview_by_one_of_the_two', violation_error_message='Either someone who works here holds it, or an organisation: not both'),
                ),
            ],
        ),
    ]
