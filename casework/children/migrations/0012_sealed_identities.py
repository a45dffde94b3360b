import casework.interface.migrations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0011_people_by_name'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='SealedIdentity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why is it sealed?')),
                        ('names', models.JSONField(default=list, editable=False)),
                        ('relationships', models.JSONField(default=list, editable=False)),
                        ('addresses', models.JSONField(default=list, editable=False)),
                        ('numbers', models.JSONField(default=dict, editable=False)),
                        ('put_right', models.JSONField(default=list, editable=False)),
                        ('words', models.TextField(blank=True, editable=False)),
                        ('sealed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('unseal_because', models.TextField(blank=True, verbose_name='why is it unsealed?')),
                        ('unsealed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('unsealed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'sealed identity',
                        'verbose_name_plural': 'sealed identities',
                    },
                ),
                migrations.CreateModel(
                    name='SealedIdentityEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why is it sealed?')),
                        ('names', models.JSONField(default=list, editable=False)),
                        ('relationships', models.JSONField(default=list, editable=False)),
                        ('addresses', models.JSONField(default=list, editable=False)),
                        ('numbers', models.JSONField(default=dict, editable=False)),
                        ('put_right', models.JSONField(default=list, editable=False)),
                        ('words', models.TextField(blank=True, editable=False)),
                        ('sealed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('unseal_because', models.TextField(blank=True, verbose_name='why is it unsealed?')),
                        ('unsealed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='children.sealedidentity')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('unsealed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IdentityReader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.CharField(max_length=200, verbose_name='why may they read it?')),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='why did it end?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('identity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='children.sealedidentity')),
                    ],
                ),
                migrations.CreateModel(
                    name='IdentityReaderEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.CharField(max_length=200, verbose_name='why may they read it?')),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='why did it end?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='children.identityreader')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('identity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.sealedidentity')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
        casework.interface.migrations.AtOnce(
            operations=[
                migrations.AddConstraint(
                    model_name='sealedidentity',
                    constraint=models.UniqueConstraint(condition=models.Q(('unsealed_at', None), ('withdrawn_at', None)), fields=('child',), name='identity_sealed_once', violation_error_message='This child’s birth identity is sealed already'),
                ),
                migrations.AddConstraint(
                    model_name='sealedidentity',
                    constraint=models.CheckConstraint(condition=models.Q(('unsealed_at', None), models.Q(('asked_by__isnull', False), ('unsealed_by__isnull', False), models.Q(('unseal_because', ''), _negated=True), models.Q(('asked_by', models.F('unsealed_by')), _negated=True)), _connector='OR'), name='identity_unsealed_by_two', violation_error_message='Another person has to agree, not the one who asked'),
                ),
                migrations.AddConstraint(
                    model_name='sealedidentity',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='sealedidentity_withdrawn_whole'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sealedidentity',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_sealedidentityevent" ("addresses", "asked_by_id", "authority_id", "because", "child_id", "id", "names", "numbers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_right", "recorded_at", "recorded_by_id", "relationships", "sealed_at", "submitted_at", "team_id", "unseal_because", "unsealed_at", "unsealed_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."addresses", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."names", NEW."numbers", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."put_right", NEW."recorded_at", NEW."recorded_by_id", NEW."relationships", NEW."sealed_at", NEW."submitted_at", NEW."team_id", NEW."unseal_because", NEW."unsealed_at", NEW."unsealed_by_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='aec96f19dedea4ad025be1ca1892a04828885571', operation='INSERT', pgid='pgtrigger_insert_insert_3fc33', table='children_sealedidentity', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sealedidentity',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_sealedidentityevent" ("addresses", "asked_by_id", "authority_id", "because", "child_id", "id", "names", "numbers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_right", "recorded_at", "recorded_by_id", "relationships", "sealed_at", "submitted_at", "team_id", "unseal_because", "unsealed_at", "unsealed_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."addresses", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."child_id", NEW."id", NEW."names", NEW."numbers", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."put_right", NEW."recorded_at", NEW."recorded_by_id", NEW."relationships", NEW."sealed_at", NEW."submitted_at", NEW."team_id", NEW."unseal_because", NEW."unsealed_at", NEW."unsealed_by_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='03140f1f73cfaa79127fcb20b48401440bb5d440', operation='UPDATE', pgid='pgtrigger_update_update_c9da6', table='children_sealedidentity', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sealedidentity',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_sealedidentityevent" ("addresses", "asked_by_id", "authority_id", "because", "child_id", "id", "names", "numbers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_right", "recorded_at", "recorded_by_id", "relationships", "sealed_at", "submitted_at", "team_id", "unseal_because", "unsealed_at", "unsealed_by_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (OLD."addresses", OLD."asked_by_id", OLD."authority_id", OLD."because", OLD."child_id", OLD."id", OLD."names", OLD."numbers", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."put_right", OLD."recorded_at", OLD."recorded_by_id", OLD."relationships", OLD."sealed_at", OLD."submitted_at", OLD."team_id", OLD."unseal_because", OLD."unsealed_at", OLD."unsealed_by_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='9d635d65bbd581db97d043775ef9e923de9af58f', operation='DELETE', pgid='pgtrigger_delete_delete_f8489', table='children_sealedidentity', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='identityreader',
                    index=models.Index(condition=models.Q(('ended_at', None)), fields=['worker', 'identity'], name='identity_by_reader'),
                ),
                migrations.AddConstraint(
                    model_name='identityreader',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('withdrawn_at', None)), fields=('identity', 'worker'), name='identity_reader_once', violation_error_message='They are named already'),
                ),
                migrations.AddConstraint(
                    model_name='identityreader',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='identityreader_withdrawn_whole'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='identityreader',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_identityreaderevent" ("authority_id", "because", "child_id", "ended_at", "ended_because", "id", "identity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_at", NEW."ended_because", NEW."id", NEW."identity_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='64c79cae746e37958ec161bcc036269ba7888a14', operation='INSERT', pgid='pgtrigger_insert_insert_482c3', table='children_identityreader', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='identityreader',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_identityreaderevent" ("authority_id", "because", "child_id", "ended_at", "ended_because", "id", "identity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."ended_at", NEW."ended_because", NEW."id", NEW."identity_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='feb34a72a5bda3d7bb64b815666ab9c40095544d', operation='UPDATE', pgid='pgtrigger_update_update_26017', table='children_identityreader', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='identityreader',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_identityreaderevent" ("authority_id", "because", "child_id", "ended_at", "ended_because", "id", "identity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."ended_at", OLD."ended_because", OLD."id", OLD."identity_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worker_id"); RETURN NULL;', hash='b0dce8f852de5f6ffa10f11636c235d2b1c82a7f', operation='DELETE', pgid='pgtrigger_delete_delete_91d78', table='children_identityreader', when='AFTER')),
                ),
            ],
        ),
    ]
