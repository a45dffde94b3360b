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
        ('documents', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='DisclosureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('submitted_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_because', models.TextField(blank=True, verbose_name='what to put right')),
                        ('authorised_on', models.DateField(blank=True, null=True, verbose_name='authorised on')),
                        ('kind', models.CharField(choices=[('court', 'Bundle for court'), ('access', 'Subject access request'), ('transfer', 'Transfer to another council'), ('other', 'Something else')], max_length=10, verbose_name='what is it for?')),
                        ('asked_by', models.CharField(choices=[('child', 'The child, or the adult they are now'), ('parent', 'Someone with parental responsibility'), ('agent', 'A solicitor or someone else acting for them'), ('court', 'A court'), ('council', 'Another council'), ('police', 'The police'), ('complaint', 'Someone looking into a complaint or an allegation'), ('other', 'Someone else')], max_length=10, verbose_name='who asked?')),
                        ('asker', models.CharField(max_length=150, verbose_name='their name')),
                        ('basis', models.TextField(verbose_name='on what basis?')),
                        ('received_on', models.DateField(verbose_name='when did it come?')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='by when is it due?')),
                        ('proof_asked_on', models.DateField(blank=True, null=True, verbose_name='when was proof of who they are asked for?')),
                        ('proof_came_on', models.DateField(blank=True, null=True, verbose_name='when did the proof come?')),
                        ('identity_words', models.CharField(blank=True, max_length=300, verbose_name='how do you know who they are?')),
                        ('entitlement', models.TextField(blank=True, verbose_name='why may they have it?')),
                        ('extended_on', models.DateField(blank=True, null=True, verbose_name='when was whoever asked told of it?')),
                        ('extended_because', models.TextField(blank=True, verbose_name='why is more time needed?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='when did it end?')),
                        ('ended_because', models.TextField(blank=True, verbose_name='why is nothing given?')),
                        ('version', models.PositiveSmallIntegerField(default=1, editable=False)),
                        ('authorised_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('document', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
                        ('follows', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='disclosure.disclosure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='disclosure.disclosure')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('returned_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NameAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=150)),
                        ('answer', models.CharField(choices=[('redact', 'Black it out everywhere'), ('keep', 'Leave it in')], max_length=6)),
                        ('reason', models.CharField(max_length=20)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('answered_at', models.DateTimeField(auto_now=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='disclosure.disclosure')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('disclosure', 'name'), name='name_answered_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NameAnswerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=150)),
                        ('answer', models.CharField(choices=[('redact', 'Black it out everywhere'), ('keep', 'Leave it in')], max_length=6)),
                        ('reason', models.CharField(max_length=20)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('answered_at', models.DateTimeField(auto_now=True)),
                        ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('disclosure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='disclosure.disclosure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='disclosure.nameanswer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PickedRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=80)),
                        ('record_id', models.BigIntegerField()),
                        ('label', models.CharField(max_length=80)),
                        ('happened_on', models.DateField(null=True)),
                        ('text', models.TextField()),
                        ('checksum', models.CharField(max_length=64)),
                        ('names', models.JSONField(default=dict)),
                        ('of_several', models.BooleanField(default=False)),
                        ('picked_at', models.DateTimeField(auto_now_add=True)),
                        ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='disclosure.disclosure')),
                        ('picked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('disclosure', 'source', 'record_id'), name='record_picked_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PickedRecordEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(max_length=80)),
                        ('record_id', models.BigIntegerField()),
                        ('label', models.CharField(max_length=80)),
                        ('happened_on', models.DateField(null=True)),
                        ('text', models.TextField()),
                        ('checksum', models.CharField(max_length=64)),
                        ('names', models.JSONField(default=dict)),
                        ('of_several', models.BooleanField(default=False)),
                        ('picked_at', models.DateTimeField(auto_now_add=True)),
                        ('disclosure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='disclosure.disclosure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='disclosure.pickedrecord')),
                        ('picked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Redaction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(max_length=2000, verbose_name='which words?')),
                        ('place', models.PositiveSmallIntegerField(default=0, verbose_name='which time?')),
                        ('reason', models.CharField(max_length=20, verbose_name='why?')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='what should be known of it?')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='disclosure.pickedrecord')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='redaction_other_says_why', violation_error_message='Say which other reason it is')],
                    },
                ),
                migrations.CreateModel(
                    name='RedactionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('words', models.TextField(max_length=2000, verbose_name='which words?')),
                        ('place', models.PositiveSmallIntegerField(default=0, verbose_name='which time?')),
                        ('reason', models.CharField(max_length=20, verbose_name='why?')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='what should be known of it?')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='disclosure.redaction')),
                        ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='disclosure.pickedrecord')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Disclosure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('submitted_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_because', models.TextField(blank=True, verbose_name='what to put right')),
                        ('authorised_on', models.DateField(blank=True, null=True, verbose_name='authorised on')),
                        ('kind', models.CharField(choices=[('court', 'Bundle for court'), ('access', 'Subject access request'), ('transfer', 'Transfer to another council'), ('other', 'Something else')], max_length=10, verbose_name='what is it for?')),
                        ('asked_by', models.CharField(choices=[('child', 'The child, or the adult they are now'), ('parent', 'Someone with parental responsibility'), ('agent', 'A solicitor or someone else acting for them'), ('court', 'A court'), ('council', 'Another council'), ('police', 'The police'), ('complaint', 'Someone looking into a complaint or an allegation'), ('other', 'Someone else')], max_length=10, verbose_name='who asked?')),
                        ('asker', models.CharField(max_length=150, verbose_name='their name')),
                        ('basis', models.TextField(verbose_name='on what basis?')),
                        ('received_on', models.DateField(verbose_name='when did it come?')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='by when is it due?')),
                        ('proof_asked_on', models.DateField(blank=True, null=True, verbose_name='when was proof of who they are asked for?')),
                        ('proof_came_on', models.DateField(blank=True, null=True, verbose_name='when did the proof come?')),
                        ('identity_words', models.CharField(blank=True, max_length=300, verbose_name='how do you know who they are?')),
                        ('entitlement', models.TextField(blank=True, verbose_name='why may they have it?')),
                        ('extended_on', models.DateField(blank=True, null=True, verbose_name='when was whoever asked told of it?')),
                        ('extended_because', models.TextField(blank=True, verbose_name='why is more time needed?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='when did it end?')),
                        ('ended_because', models.TextField(blank=True, verbose_name='why is nothing given?')),
                        ('version', models.PositiveSmallIntegerField(default=1, editable=False)),
                        ('authorised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('document', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='documents.document')),
                        ('follows', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_versions', to='disclosure.disclosure')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('authorised_on', None), ('ended_on', None)), fields=['authority', 'received_on'], name='disclosure_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('submitted_by', None), ('authorised_by', None), models.Q(('authorised_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='disclosure_authorised_by_another', violation_error_message='You sent this: another manager must authorise it'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'access'), _negated=True), ('due_on', None), _connector='OR'), name='disclosure_access_is_counted', violation_error_message='Casework counts the month of a subject access request: leave this empty'), models.CheckConstraint(condition=models.Q(('due_on', None), ('due_on__gte', models.F('received_on')), _connector='OR'), name='disclosure_due_after_it_came', violation_error_message='It cannot be due before it came'), models.CheckConstraint(condition=models.Q(('proof_asked_on', None), ('proof_asked_on__gte', models.F('received_on')), _connector='OR'), name='disclosure_proof_after_it_came', violation_error_message='Proof cannot be asked for before the request came'), models.CheckConstraint(condition=models.Q(('proof_came_on', None), models.Q(('proof_asked_on__isnull', False), ('proof_came_on__gte', models.F('proof_asked_on'))), _connector='OR'), name='disclosure_proof_was_asked_for', violation_error_message='The proof comes on or after the day it was asked for'), models.CheckConstraint(condition=models.Q(models.Q(('extended_because', ''), ('extended_on', None)), models.Q(('extended_on__gte', models.F('received_on')), ('kind', 'access'), models.Q(('extended_because', ''), _negated=True)), _connector='OR'), name='disclosure_extended_says_why', violation_error_message='Say why more time is needed, and when they were told'), models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on', None)), models.Q(('ended_on__gte', models.F('received_on')), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='disclosure_ended_says_why', violation_error_message='Say why nothing is given, on or after the day it came'), models.CheckConstraint(condition=models.Q(models.Q(('authorised_on', None), ('document', None)), models.Q(('authorised_on__isnull', False), ('document__isnull', False)), _connector='OR'), name='disclosure_authorised_is_kept'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='disclosure_withdrawn_whole')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='disclosure',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_disclosureevent" ("asked_by", "asker", "authorised_by_id", "authorised_on", "authority_id", "basis", "child_id", "document_id", "due_on", "ended_because", "ended_on", "entitlement", "extended_because", "extended_on", "follows_id", "id", "identity_words", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_asked_on", "proof_came_on", "received_on", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "submitted_at", "submitted_by_id", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."asked_by", NEW."asker", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."basis", NEW."child_id", NEW."document_id", NEW."due_on", NEW."ended_because", NEW."ended_on", NEW."entitlement", NEW."extended_because", NEW."extended_on", NEW."follows_id", NEW."id", NEW."identity_words", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proof_asked_on", NEW."proof_came_on", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='48e007b33c9e7ada9a3522f2680d1132bf657398', operation='INSERT', pgid='pgtrigger_insert_insert_5eb20', table='disclosure_disclosure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='disclosure',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "disclosure_disclosureevent" ("asked_by", "asker", "authorised_by_id", "authorised_on", "authority_id", "basis", "child_id", "document_id", "due_on", "ended_because", "ended_on", "entitlement", "extended_because", "extended_on", "follows_id", "id", "identity_words", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_asked_on", "proof_came_on", "received_on", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "submitted_at", "submitted_by_id", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."asked_by", NEW."asker", NEW."authorised_by_id", NEW."authorised_on", NEW."authority_id", NEW."basis", NEW."child_id", NEW."document_id", NEW."due_on", NEW."ended_because", NEW."ended_on", NEW."entitlement", NEW."extended_because", NEW."extended_on", NEW."follows_id", NEW."id", NEW."identity_words", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proof_asked_on", NEW."proof_came_on", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."returned_at", NEW."returned_because", NEW."returned_by_id", NEW."submitted_at", NEW."submitted_by_id", NEW."team_id", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b2319acb8adecb649757d2ced92a69661d3043ab', operation='UPDATE', pgid='pgtrigger_update_update_53b64', table='disclosure_disclosure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='disclosure',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_disclosureevent" ("asked_by", "asker", "authorised_by_id", "authorised_on", "authority_id", "basis", "child_id", "document_id", "due_on", "ended_because", "ended_on", "entitlement", "extended_because", "extended_on", "follows_id", "id", "identity_words", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_asked_on", "proof_came_on", "received_on", "recorded_at", "recorded_by_id", "returned_at", "returned_because", "returned_by_id", "submitted_at", "submitted_by_id", "team_id", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."asked_by", OLD."asker", OLD."authorised_by_id", OLD."authorised_on", OLD."authority_id", OLD."basis", OLD."child_id", OLD."document_id", OLD."due_on", OLD."ended_because", OLD."ended_on", OLD."entitlement", OLD."extended_because", OLD."extended_on", OLD."follows_id", OLD."id", OLD."identity_words", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof_asked_on", OLD."proof_came_on", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."returned_at", OLD."returned_because", OLD."returned_by_id", OLD."submitted_at", OLD."submitted_by_id", OLD."team_id", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='969cb81c7f111fef5e7320b0cafe6cad1f28cc4d', operation='DELETE', pgid='pgtrigger_delete_delete_c5e4f', table='disclosure_disclosure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nameanswer',
                    trigger=pgtrigger.compiler.Trigger(name='locked_once_authorised', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM disclosure_disclosure\n                       WHERE id = NEW.disclosure_id AND authorised_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'This disclosure was authorised: make another version of it';\n            END IF;\n            RETURN NEW;\n        ", hash='22b67db6bc3c1929472c179875e0fe45cb866fa1', operation='INSERT OR UPDATE', pgid='pgtrigger_locked_once_authorised_c08af', table='disclosure_nameanswer', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nameanswer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_nameanswerevent" ("answer", "answered_at", "answered_by_id", "disclosure_id", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."disclosure_id", NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='492094cb68a97a084e07bf926c7639daca9edd2d', operation='INSERT', pgid='pgtrigger_insert_insert_b228a', table='disclosure_nameanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nameanswer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "disclosure_nameanswerevent" ("answer", "answered_at", "answered_by_id", "disclosure_id", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."disclosure_id", NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='ae35535f16860396f72c7902b7de4f1d2da54821', operation='UPDATE', pgid='pgtrigger_update_update_c9261', table='disclosure_nameanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nameanswer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_nameanswerevent" ("answer", "answered_at", "answered_by_id", "disclosure_id", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."disclosure_id", OLD."id", OLD."name", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='557418033fe4c3b0245f8efd0ab1d5298486e271', operation='DELETE', pgid='pgtrigger_delete_delete_c1007', table='disclosure_nameanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pickedrecord',
                    trigger=pgtrigger.compiler.Trigger(name='locked_once_authorised', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM disclosure_disclosure\n                       WHERE id = NEW.disclosure_id AND authorised_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'This disclosure was authorised: make another version of it';\n            END IF;\n            RETURN NEW;\n        ", hash='c21555e9a3e8a1ae3282cfe17b3c244466f56abb', operation='INSERT OR UPDATE', pgid='pgtrigger_locked_once_authorised_f579f', table='disclosure_pickedrecord', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pickedrecord',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_pickedrecordevent" ("checksum", "disclosure_id", "happened_on", "id", "label", "names", "of_several", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picked_at", "picked_by_id", "record_id", "source", "text") VALUES (NEW."checksum", NEW."disclosure_id", NEW."happened_on", NEW."id", NEW."label", NEW."names", NEW."of_several", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."picked_at", NEW."picked_by_id", NEW."record_id", NEW."source", NEW."text"); RETURN NULL;', hash='230dc6f1d500eef92ee85f22d08c291e4ac5f950', operation='INSERT', pgid='pgtrigger_insert_insert_c0ca9', table='disclosure_pickedrecord', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pickedrecord',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "disclosure_pickedrecordevent" ("checksum", "disclosure_id", "happened_on", "id", "label", "names", "of_several", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picked_at", "picked_by_id", "record_id", "source", "text") VALUES (NEW."checksum", NEW."disclosure_id", NEW."happened_on", NEW."id", NEW."label", NEW."names", NEW."of_several", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."picked_at", NEW."picked_by_id", NEW."record_id", NEW."source", NEW."text"); RETURN NULL;', hash='cf8de92563bbe3836e21caeabefdc70c2be40ca2', operation='UPDATE', pgid='pgtrigger_update_update_620b0', table='disclosure_pickedrecord', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pickedrecord',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_pickedrecordevent" ("checksum", "disclosure_id", "happened_on", "id", "label", "names", "of_several", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picked_at", "picked_by_id", "record_id", "source", "text") VALUES (OLD."checksum", OLD."disclosure_id", OLD."happened_on", OLD."id", OLD."label", OLD."names", OLD."of_several", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."picked_at", OLD."picked_by_id", OLD."record_id", OLD."source", OLD."text"); RETURN NULL;', hash='8529a533d7af78a44a1ff87a4d784de94ed0fcda', operation='DELETE', pgid='pgtrigger_delete_delete_8025f', table='disclosure_pickedrecord', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redaction',
                    trigger=pgtrigger.compiler.Trigger(name='locked_once_authorised', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM disclosure_disclosure\n                       WHERE id = (SELECT disclosure_id FROM disclosure_pickedrecord WHERE id = NEW.record_id) AND authorised_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'This disclosure was authorised: make another version of it';\n            END IF;\n            RETURN NEW;\n        ", hash='203a54b2f75923fc7fda52c665e677309781fe23', operation='INSERT OR UPDATE', pgid='pgtrigger_locked_once_authorised_d710a', table='disclosure_redaction', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redaction',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_redactionevent" ("id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "record_id", "words") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."reason", NEW."record_id", NEW."words"); RETURN NULL;', hash='8999a9537e21aa1324e136dec5b7de2898dc3b22', operation='INSERT', pgid='pgtrigger_insert_insert_e7360', table='disclosure_redaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redaction',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "disclosure_redactionevent" ("id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "record_id", "words") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."reason", NEW."record_id", NEW."words"); RETURN NULL;', hash='ed3b6c30815f456d87d7f7dd5b8cd9291954592a', operation='UPDATE', pgid='pgtrigger_update_update_42ea9', table='disclosure_redaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redaction',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "disclosure_redactionevent" ("id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "record_id", "words") VALUES (OLD."id", OLD."made_at", OLD."made_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."reason", OLD."record_id", OLD."words"); RETURN NULL;', hash='c9d12beb47df526425f1b063e61be2d9a9d9e853', operation='DELETE', pgid='pgtrigger_delete_delete_7928c', table='disclosure_redaction', when='AFTER')),
                ),
            ],
        ),
    ]
