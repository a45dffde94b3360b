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
                    name='Merge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why are they the same child?')),
                        ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why are they two children?')),
                        ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('choices', models.JSONField(default=list, editable=False)),
                        ('undone_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('undone_because', models.TextField(blank=True, verbose_name='why are they two children after all?')),
                        ('absorbed', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('undone_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-recorded_at'], name='merge_of_child'), models.Index(fields=['absorbed', '-recorded_at'], name='merge_of_absorbed'), models.Index(condition=models.Q(('decided_at', None), ('done_at', None)), fields=['authority', '-submitted_at'], name='merge_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('child', models.F('absorbed')), _negated=True), name='merge_of_two_files'), models.UniqueConstraint(condition=models.Q(('decided_at', None), ('done_at', None), ('withdrawn_at', None)), fields=('child', 'absorbed'), name='merge_proposed_once', violation_error_message='Somebody has proposed this already'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='merge_decided_by_someone'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='merge_agreed_by_another', violation_error_message='Another person has to agree, not the one who proposed it'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('done_at__isnull', False), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='merge_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='MergedRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.CharField(max_length=80)),
                        ('record', models.BigIntegerField()),
                        ('column', models.CharField(blank=True, max_length=63)),
                        ('before', models.JSONField(null=True)),
                        ('after', models.JSONField(null=True)),
                        ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='duplicates.merge')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('merge', 'table', 'record', 'column'), name='merged_row_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MergeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why are they the same child?')),
                        ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why are they two children?')),
                        ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('choices', models.JSONField(default=list, editable=False)),
                        ('undone_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('undone_because', models.TextField(blank=True, verbose_name='why are they two children after all?')),
                        ('absorbed', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duplicates.merge')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('undone_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='merge',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duplicates_mergeevent" ("absorbed_id", "authority_id", "because", "child_id", "choices", "decided_at", "decided_by_id", "done_at", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "undone_at", "undone_because", "undone_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."absorbed_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."choices", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."undone_at", NEW."undone_because", NEW."undone_by_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='2b527c3322dcc60737accd4a97af690cb7a65699', operation='INSERT', pgid='pgtrigger_insert_insert_f93d8', table='duplicates_merge', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='merge',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duplicates_mergeevent" ("absorbed_id", "authority_id", "because", "child_id", "choices", "decided_at", "decided_by_id", "done_at", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "undone_at", "undone_because", "undone_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."absorbed_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."choices", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."submitted_at", NEW."team_id", NEW."undone_at", NEW."undone_because", NEW."undone_by_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='434ddd0ef690c58234bbb87b349e1e3bd3c6c749', operation='UPDATE', pgid='pgtrigger_update_update_5841f', table='duplicates_merge', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='merge',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duplicates_mergeevent" ("absorbed_id", "authority_id", "because", "child_id", "choices", "decided_at", "decided_by_id", "done_at", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "submitted_at", "team_id", "undone_at", "undone_because", "undone_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."absorbed_id", OLD."authority_id", OLD."because", OLD."child_id", OLD."choices", OLD."decided_at", OLD."decided_by_id", OLD."done_at", OLD."id", OLD."not_agreed_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."submitted_at", OLD."team_id", OLD."undone_at", OLD."undone_because", OLD."undone_by_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='494064a786fcc4dc1ee744159e467782eff605d7', operation='DELETE', pgid='pgtrigger_delete_delete_86ad0', table='duplicates_merge', when='AFTER')),
                ),
            ],
        ),
    ]
