import casework.interface.migrations
import django.db.models.deletion
import django.db.models.functions.text
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
                    name='Dismissal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('record', models.CharField(max_length=60)),
                        ('record_id', models.BigIntegerField()),
                        ('field', models.CharField(max_length=60)),
                        ('kind', models.CharField(max_length=20)),
                        ('code', models.CharField(max_length=30)),
                        ('words', models.CharField(blank=True, max_length=120)),
                        ('reason', models.CharField(choices=[('elsewhere', 'It is written somewhere else'), ('not_known', 'Nobody knows yet'), ('not_this', 'It does not fit this child or this text'), ('known_word', 'The family know this word'), ('own_words', 'These are someone’s own words'), ('wrong', 'The prompt is wrong')], max_length=10)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['recorded_at', 'pk'],
                        'indexes': [models.Index(fields=['authority', 'code', 'reason'], name='dismissal_counted')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('record', 'record_id', 'field', 'code', 'words'), name='dismissal_once_a_field'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='dismissal_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='DismissalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('record', models.CharField(max_length=60)),
                        ('record_id', models.BigIntegerField()),
                        ('field', models.CharField(max_length=60)),
                        ('kind', models.CharField(max_length=20)),
                        ('code', models.CharField(max_length=30)),
                        ('words', models.CharField(blank=True, max_length=120)),
                        ('reason', models.CharField(choices=[('elsewhere', 'It is written somewhere else'), ('not_known', 'Nobody knows yet'), ('not_this', 'It does not fit this child or this text'), ('known_word', 'The family know this word'), ('own_words', 'These are someone’s own words'), ('wrong', 'The prompt is wrong')], max_length=10)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='writing.dismissal')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OwnTerm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('term', models.CharField(max_length=60, verbose_name='the word, or the letters')),
                        ('means', models.CharField(blank=True, help_text='As you would say it to a parent: it can stand in the text in its place', max_length=200, verbose_name='what it means, in plain words')),
                        ('known', models.BooleanField(default=False, verbose_name='families here know it: do not ask about it')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'ordering': [django.db.models.functions.text.Lower('term')],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('term'), models.F('authority'), name='own_term_once', violation_error_message='This word is in your list already'), models.CheckConstraint(condition=models.Q(('known', True), models.Q(('means', ''), _negated=True), _connector='OR'), name='own_term_has_a_meaning', violation_error_message='Say what it means in plain words')],
                    },
                ),
                migrations.CreateModel(
                    name='OwnTermEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('term', models.CharField(max_length=60, verbose_name='the word, or the letters')),
                        ('means', models.CharField(blank=True, help_text='As you would say it to a parent: it can stand in the text in its place', max_length=200, verbose_name='what it means, in plain words')),
                        ('known', models.BooleanField(default=False, verbose_name='families here know it: do not ask about it')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='writing.ownterm')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PromptOff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20)),
                        ('code', models.CharField(max_length=30)),
                        ('below', models.FloatField(blank=True, null=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('authority', 'kind', 'code'), name='prompt_off_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PromptOffEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(max_length=20)),
                        ('code', models.CharField(max_length=30)),
                        ('below', models.FloatField(blank=True, null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='writing.promptoff')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TextReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('record', models.CharField(max_length=60)),
                        ('record_id', models.BigIntegerField()),
                        ('found', models.JSONField(default=dict)),
                        ('words', models.PositiveIntegerField(default=0)),
                        ('jargon', models.PositiveIntegerField(default=0)),
                        ('digest', models.CharField(max_length=64)),
                        ('version', models.CharField(default='', max_length=8)),
                        ('read_at', models.DateTimeField()),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='children.child')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('record', 'record_id'), name='text_read_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dismissal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."field", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='4cfd952dad084361ac762554e60ffb13b7dfbf98', operation='INSERT', pgid='pgtrigger_insert_insert_1dfef', table='writing_dismissal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dismissal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."code", NEW."field", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='18c65b3fd34020962c8062fde87dc4749a4711fa', operation='UPDATE', pgid='pgtrigger_update_update_f5007', table='writing_dismissal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dismissal',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_dismissalevent" ("authority_id", "child_id", "code", "field", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record", "record_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (OLD."authority_id", OLD."child_id", OLD."code", OLD."field", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."record", OLD."record_id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='e670735070c218dccc88a0b50f9071de303011b8', operation='DELETE', pgid='pgtrigger_delete_delete_73f58', table='writing_dismissal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ownterm',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_owntermevent" ("authority_id", "id", "known", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."authority_id", NEW."id", NEW."known", NEW."means", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."term"); RETURN NULL;', hash='21d518e725a48f690f2f4c99683544261bcd5bfd', operation='INSERT', pgid='pgtrigger_insert_insert_8a926', table='writing_ownterm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ownterm',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "writing_owntermevent" ("authority_id", "id", "known", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."authority_id", NEW."id", NEW."known", NEW."means", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."term"); RETURN NULL;', hash='928019db612d8bfbad3fba47dec9064a6d6e6557', operation='UPDATE', pgid='pgtrigger_update_update_ef8ff', table='writing_ownterm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ownterm',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_owntermevent" ("authority_id", "id", "known", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (OLD."authority_id", OLD."id", OLD."known", OLD."means", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."term"); RETURN NULL;', hash='73d55e626eaf8ac99d1784428c9734001502bdae', operation='DELETE', pgid='pgtrigger_delete_delete_82e44', table='writing_ownterm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='promptoff',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_promptoffevent" ("authority_id", "below", "code", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."below", NEW."code", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ff81d70f9fa40f49cf1f8f8127a065d9c55fdd18', operation='INSERT', pgid='pgtrigger_insert_insert_b9267', table='writing_promptoff', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='promptoff',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "writing_promptoffevent" ("authority_id", "below", "code", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."below", NEW."code", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='9a776f56015fa3fab91420cc8145e69742d4ca86', operation='UPDATE', pgid='pgtrigger_update_update_932c5', table='writing_promptoff', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='promptoff',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "writing_promptoffevent" ("authority_id", "below", "code", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."authority_id", OLD."below", OLD."code", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='ac927fac72ad7e363215f8f36d1af5d3feec6900', operation='DELETE', pgid='pgtrigger_delete_delete_58642', table='writing_promptoff', when='AFTER')),
                ),
            ],
        ),
    ]
