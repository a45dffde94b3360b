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
                    name='Transfer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('asked_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='asked on')),
                        ('why', models.TextField(verbose_name='why should another team take over?')),
                        ('summary', models.TextField(blank=True, editable=False, verbose_name='summary')),
                        ('added', models.TextField(blank=True, verbose_name='what else they need to know')),
                        ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('declined_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('declined_because', models.TextField(blank=True, verbose_name='why not?')),
                        ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('to_team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team', verbose_name='which team should take over?')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('accepted_at', None), ('called_off_at', None), ('declined_at', None)), fields=['to_team'], name='transfer_waiting')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('called_off_at', None), ('declined_at', None), ('withdrawn_at', None)), fields=('child',), name='transfer_asked_once', violation_error_message='Another team is already asked to take over'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('accepted_at', None), _connector='OR'), models.Q(('called_off_at', None), models.Q(('accepted_at', None), ('declined_at', None)), _connector='OR')), name='transfer_ends_once'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('declined_at', None)), ('decided_by__isnull', False), _connector='OR'), name='transfer_decided_by_someone'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='transfer_decided_by_another', violation_error_message='You asked: a manager of the other team decides'), models.CheckConstraint(condition=models.Q(('declined_at', None), models.Q(('declined_because', ''), _negated=True), _connector='OR'), name='transfer_declined_says_why', violation_error_message='Say why your team does not take over'), models.CheckConstraint(condition=models.Q(('team', None), models.Q(('team', models.F('to_team')), _negated=True), _connector='OR'), name='transfer_to_another_team', violation_error_message='The child is with this team already'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='transfer_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='TransferEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('asked_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='asked on')),
                        ('why', models.TextField(verbose_name='why should another team take over?')),
                        ('summary', models.TextField(blank=True, editable=False, verbose_name='summary')),
                        ('added', models.TextField(blank=True, verbose_name='what else they need to know')),
                        ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('declined_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('declined_because', models.TextField(blank=True, verbose_name='why not?')),
                        ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='transfers.transfer')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('to_team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team', verbose_name='which team should take over?')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='transfer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "transfers_transferevent" ("accepted_at", "added", "asked_on", "authority_id", "called_off_at", "child_id", "decided_by_id", "declined_at", "declined_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "summary", "team_id", "to_team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_at", NEW."added", NEW."asked_on", NEW."authority_id", NEW."called_off_at", NEW."child_id", NEW."decided_by_id", NEW."declined_at", NEW."declined_because", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."summary", NEW."team_id", NEW."to_team_id", NEW."why", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='6326b83258857f8e314fdae8a96be9e64eb3c467', operation='INSERT', pgid='pgtrigger_insert_insert_b18e1', table='transfers_transfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='transfer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "transfers_transferevent" ("accepted_at", "added", "asked_on", "authority_id", "called_off_at", "child_id", "decided_by_id", "declined_at", "declined_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "summary", "team_id", "to_team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_at", NEW."added", NEW."asked_on", NEW."authority_id", NEW."called_off_at", NEW."child_id", NEW."decided_by_id", NEW."declined_at", NEW."declined_because", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."summary", NEW."team_id", NEW."to_team_id", NEW."why", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='d041d41b8dead6591a50192f1cbdf48313419d1b', operation='UPDATE', pgid='pgtrigger_update_update_108a5', table='transfers_transfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='transfer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "transfers_transferevent" ("accepted_at", "added", "asked_on", "authority_id", "called_off_at", "child_id", "decided_by_id", "declined_at", "declined_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "summary", "team_id", "to_team_id", "why", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."accepted_at", OLD."added", OLD."asked_on", OLD."authority_id", OLD."called_off_at", OLD."child_id", OLD."decided_by_id", OLD."declined_at", OLD."declined_because", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."summary", OLD."team_id", OLD."to_team_id", OLD."why", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='c8729995bcc9f0690fca1790ef9b778b1db90da3', operation='DELETE', pgid='pgtrigger_delete_delete_e2180', table='transfers_transfer', when='AFTER')),
                ),
            ],
        ),
    ]
