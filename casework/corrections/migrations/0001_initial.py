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
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('record', models.BigIntegerField()),
                        ('because', models.TextField(verbose_name='why is it corrected?')),
                        ('said', models.JSONField(default=list, editable=False)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['kind', 'record'], name='correction_of_record'), models.Index(fields=['child', '-recorded_at'], name='correction_of_child')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='correction_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='CorrectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('record', models.BigIntegerField()),
                        ('because', models.TextField(verbose_name='why is it corrected?')),
                        ('said', models.JSONField(default=list, editable=False)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='corrections.correction')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('record', models.BigIntegerField()),
                        ('because', models.TextField(verbose_name='why was it a mistake?')),
                        ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why do you not agree?')),
                        ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('put_back_at', models.DateTimeField(editable=False, null=True)),
                        ('put_back_because', models.TextField(blank=True, verbose_name='why was it no mistake?')),
                        ('beneath', models.JSONField(default=list, editable=False)),
                        ('links', models.JSONField(default=list, editable=False)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('moved_to', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.child')),
                        ('put_back_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-recorded_at'], name='withdrawal_of_child')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None), ('done_at', None), ('withdrawn_at', None)), fields=('kind', 'record'), name='withdrawal_asked_once', violation_error_message='Somebody has already asked for this'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='withdrawal_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('put_back_at', None), ('put_back_by', None)), models.Q(('moved_to', None), ('put_back_at__isnull', False), ('put_back_by__isnull', False), ('done_at__isnull', False), models.Q(('put_back_because', ''), _negated=True)), _connector='OR'), name='withdrawal_put_back_whole'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='withdrawal_agreed_by_another', violation_error_message='Another person has to agree, not the one who asked'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='withdrawal_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='WithdrawalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('record', models.BigIntegerField()),
                        ('because', models.TextField(verbose_name='why was it a mistake?')),
                        ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why do you not agree?')),
                        ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('put_back_at', models.DateTimeField(editable=False, null=True)),
                        ('put_back_because', models.TextField(blank=True, verbose_name='why was it no mistake?')),
                        ('beneath', models.JSONField(default=list, editable=False)),
                        ('links', models.JSONField(default=list, editable=False)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('moved_to', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='corrections.withdrawal')),
                        ('put_back_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='correction',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='776c8eadfe1330a921371f4813062170d024e066', operation='INSERT', pgid='pgtrigger_insert_insert_0f277', table='corrections_correction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='correction',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."said", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='38889876e889d5d3af8175d0860d8837a44cf854', operation='UPDATE', pgid='pgtrigger_update_update_5eec3', table='corrections_correction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='correction',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_correctionevent" ("authority_id", "because", "child_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "recorded_at", "recorded_by_id", "said", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."said", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='cc9d403519bf5a4ba2e6d79db0f48cdcdd9aba3d', operation='DELETE', pgid='pgtrigger_delete_delete_96daf', table='corrections_correction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withdrawal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_at", "put_back_because", "put_back_by_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."beneath", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."kind", NEW."links", NEW."moved_to_id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."put_back_at", NEW."put_back_because", NEW."put_back_by_id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e81f6f432b8c48805e5faa2e783fc97434e83fa7', operation='INSERT', pgid='pgtrigger_insert_insert_cae15', table='corrections_withdrawal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withdrawal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_at", "put_back_because", "put_back_by_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."beneath", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."kind", NEW."links", NEW."moved_to_id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."put_back_at", NEW."put_back_because", NEW."put_back_by_id", NEW."record", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b4f0f3aa4c998c49574edc0856e8f5f633531141', operation='UPDATE', pgid='pgtrigger_update_update_9f926', table='corrections_withdrawal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withdrawal',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corrections_withdrawalevent" ("authority_id", "because", "beneath", "child_id", "decided_at", "decided_by_id", "done_at", "id", "kind", "links", "moved_to_id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_at", "put_back_because", "put_back_by_id", "record", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."beneath", OLD."child_id", OLD."decided_at", OLD."decided_by_id", OLD."done_at", OLD."id", OLD."kind", OLD."links", OLD."moved_to_id", OLD."not_agreed_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."put_back_at", OLD."put_back_because", OLD."put_back_by_id", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."submitted_at", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='af4f639d2d21eafbb0f6c6364b55ec795d0dc054', operation='DELETE', pgid='pgtrigger_delete_delete_b605e', table='corrections_withdrawal', when='AFTER')),
                ),
            ],
        ),
    ]
