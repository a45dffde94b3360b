import casework.interface.migrations
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
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
                    name='CheckedUpTo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='CountedWith',
                    fields=[
                        ('what', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('said', models.CharField(max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name='WorkingDayEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('day', models.DateField(serialize=False)),
                        ('working', models.BooleanField()),
                        ('ordinal', models.PositiveIntegerField()),
                        ('holiday', models.CharField(blank=True, max_length=100)),
                        ('published', models.BooleanField(default=False, help_text='Taken from the published list, not worked out')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='timescales.workingday')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Deadline',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40)),
                        ('record_id', models.BigIntegerField()),
                        ('opened_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('own_due_at', models.DateTimeField(null=True)),
                        ('amber_from', models.DateTimeField()),
                        ('time_known', models.BooleanField(default=True)),
                        ('met_at', models.DateTimeField(null=True)),
                        ('lapsed_at', models.DateTimeField(null=True)),
                        ('ended_by', models.CharField(blank=True, default='', max_length=6)),
                        ('flagged_at', models.DateTimeField(null=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='children.child')),
                        ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', 'code'], name='deadline_of_child'), models.Index(condition=models.Q(('lapsed_at', None), ('met_at', None)), fields=['authority', 'team', 'code', 'due_at'], include=('amber_from', 'worker', 'child'), name='deadline_open_by_team'), models.Index(condition=models.Q(('lapsed_at', None), ('met_at', None)), fields=['authority', 'code', 'due_at'], include=('amber_from', 'worker', 'team', 'child'), name='deadline_open_by_authority'), models.Index(condition=models.Q(('lapsed_at', None), ('met_at', None)), fields=['worker', 'due_at'], name='deadline_open_by_worker'), models.Index(condition=models.Q(('lapsed_at', None), ('met_at', None)), fields=['authority', 'due_at', 'id'], name='deadline_worst_first'), models.Index(condition=models.Q(('lapsed_at', None), ('met_at', None), ('flagged_at', None)), fields=['due_at'], name='deadline_to_flag'), models.Index(django.db.models.functions.datetime.TruncDate('due_at'), name='deadline_by_day'), models.Index(django.db.models.functions.comparison.Coalesce('met_at', 'lapsed_at'), name='deadline_stopped')],
                        'constraints': [models.UniqueConstraint(fields=('code', 'record_id'), name='deadline_once_a_record')],
                    },
                ),
                migrations.CreateModel(
                    name='DeadlineEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=40)),
                        ('record_id', models.BigIntegerField()),
                        ('opened_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('own_due_at', models.DateTimeField(null=True)),
                        ('amber_from', models.DateTimeField()),
                        ('time_known', models.BooleanField(default=True)),
                        ('met_at', models.DateTimeField(null=True)),
                        ('lapsed_at', models.DateTimeField(null=True)),
                        ('ended_by', models.CharField(blank=True, default='', max_length=6)),
                        ('flagged_at', models.DateTimeField(null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='timescales.deadline')),
                        ('team', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('worker', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FileChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of_child', models.BigIntegerField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['of_child'], name='file_change_of_child')],
                    },
                ),
                migrations.CreateModel(
                    name='LateReason',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=40)),
                        ('record_id', models.BigIntegerField(editable=False)),
                        ('because', models.CharField(max_length=300, verbose_name='why is it late?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('code', 'record_id'), name='late_reason_once'), models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='late_reason_is_said', violation_error_message='Say why it is late, and what was tried'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='latereason_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='LateReasonEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('code', models.CharField(editable=False, max_length=40)),
                        ('record_id', models.BigIntegerField(editable=False)),
                        ('because', models.CharField(max_length=300, verbose_name='why is it late?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='timescales.latereason')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Target',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(editable=False, max_length=40)),
                        ('amount', models.PositiveSmallIntegerField(verbose_name='how many')),
                        ('effective_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='for clocks that start from')),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='access.authority')),
                        ('set_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['code', '-effective_from'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'code', 'effective_from'), name='target_once_a_day', violation_error_message='A number from this day is already set'), models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='target_is_at_least_one', violation_error_message='Give a number of 1 or more')],
                    },
                ),
                migrations.CreateModel(
                    name='TargetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(editable=False, max_length=40)),
                        ('amount', models.PositiveSmallIntegerField(verbose_name='how many')),
                        ('effective_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='for clocks that start from')),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='timescales.target')),
                        ('set_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WorkingDay',
                    fields=[
                        ('day', models.DateField(primary_key=True, serialize=False)),
                        ('working', models.BooleanField()),
                        ('ordinal', models.PositiveIntegerField()),
                        ('holiday', models.CharField(blank=True, max_length=100)),
                        ('published', models.BooleanField(default=False, help_text='Taken from the published list, not worked out')),
                    ],
                    options={
                        'ordering': ['day'],
                        'indexes': [models.Index(condition=models.Q(('working', True)), fields=['ordinal'], include=('day',), name='workingday_by_ordinal')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workingday',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."holiday" IS DISTINCT FROM (NEW."holiday") OR OLD."working" IS DISTINCT FROM (NEW."working"))', func='INSERT INTO "timescales_workingdayevent" ("day", "holiday", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "working") VALUES (NEW."day", NEW."holiday", NEW."ordinal", _pgh_attach_context(), NOW(), \'update\', NEW."day", NEW."published", NEW."working"); RETURN NULL;', hash='d53144b5841a8e8b777d46f1d4d54ff11e45ec5d', operation='UPDATE', pgid='pgtrigger_update_update_871be', table='timescales_workingday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='deadline',
                    trigger=pgtrigger.compiler.Trigger(name='due_date_moved_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."due_at" IS DISTINCT FROM (NEW."due_at"))', func='INSERT INTO "timescales_deadlineevent" ("amber_from", "authority_id", "child_id", "code", "due_at", "ended_by", "flagged_at", "id", "lapsed_at", "met_at", "opened_at", "own_due_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "team_id", "time_known", "worker_id") VALUES (OLD."amber_from", OLD."authority_id", OLD."child_id", OLD."code", OLD."due_at", OLD."ended_by", OLD."flagged_at", OLD."id", OLD."lapsed_at", OLD."met_at", OLD."opened_at", OLD."own_due_at", _pgh_attach_context(), NOW(), \'due_date_moved\', OLD."id", OLD."record_id", OLD."team_id", OLD."time_known", OLD."worker_id"); RETURN NULL;', hash='9e2192b4f42513e0adcc0976cf16a40d7d91b606', operation='UPDATE', pgid='pgtrigger_due_date_moved_update_9fb30', table='timescales_deadline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='latereason',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='140055a2834752f01c87d4b98ed6f7f3869eb5ef', operation='INSERT', pgid='pgtrigger_insert_insert_c57fe', table='timescales_latereason', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='latereason',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."code", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='88b9e1fa23b89a5362b316d1291a2dfecd56075b', operation='UPDATE', pgid='pgtrigger_update_update_793fc', table='timescales_latereason', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='latereason',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_latereasonevent" ("authority_id", "because", "child_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='0ef82c672ff069841da14d2aaff6774c6f065543', operation='DELETE', pgid='pgtrigger_delete_delete_3229b', table='timescales_latereason', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_targetevent" ("amount", "authority_id", "code", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (NEW."amount", NEW."authority_id", NEW."code", NEW."effective_from", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='bd484cded85e36a05b5cbaa7a2aefb0a1d6f1958', operation='INSERT', pgid='pgtrigger_insert_insert_d843e', table='timescales_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timescales_targetevent" ("amount", "authority_id", "code", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (NEW."amount", NEW."authority_id", NEW."code", NEW."effective_from", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='4fe64b9278db9fb3b432ccf79705a6b66fe4de26', operation='UPDATE', pgid='pgtrigger_update_update_bece5', table='timescales_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timescales_targetevent" ("amount", "authority_id", "code", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (OLD."amount", OLD."authority_id", OLD."code", OLD."effective_from", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_at", OLD."set_by_id", OLD."why"); RETURN NULL;', hash='5b1f7fe2fa149eccb87cd85c6c5055e28f3b8a3e', operation='DELETE', pgid='pgtrigger_delete_delete_5d33a', table='timescales_target', when='AFTER')),
                ),
            ],
        ),
    ]
