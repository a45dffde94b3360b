"""Copies of letters, and the panel sheets that were kept."""

import casework.interface.migrations
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('children', '0002_who_has_looked'),
        ('documents', '0001_initial'),
        ('meetings', '0002_kinds_before_proceedings'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('preproceedings', '0001_initial'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='KeptSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(editable=False, verbose_name='as it stood on')),
                        ('chair', models.CharField(blank=True, editable=False, max_length=150, verbose_name='chaired by')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='what was it kept for?')),
                        ('kept_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('kept_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', '-kept_at'], name='kept_sheet_newest')],
                    },
                ),
                migrations.CreateModel(
                    name='KeptFamily',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField(editable=False)),
                        ('said', models.JSONField(editable=False)),
                        ('process', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='preproceedings.preproceedings')),
                        ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='families', to='preproceedings.keptsheet')),
                    ],
                    options={
                        'verbose_name_plural': 'kept families',
                        'ordering': ['place'],
                        'constraints': [models.UniqueConstraint(fields=('sheet', 'place'), name='kept_family_place_once')],
                    },
                ),
                migrations.CreateModel(
                    name='KeptChild',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('lane', models.PositiveSmallIntegerField(editable=False)),
                        ('child', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='children.child')),
                        ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_children', to='preproceedings.keptfamily')),
                    ],
                    options={
                        'verbose_name_plural': 'kept children',
                        'constraints': [models.UniqueConstraint(fields=('family', 'lane'), name='kept_child_row_once')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterCopy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('translated', 'Translated copy'), ('easy_read', 'Easy-read copy'), ('large', 'Large-print copy'), ('spoken', 'Recorded copy')], max_length=10, verbose_name='what kind of copy is it?')),
                        ('language', models.CharField(blank=True, max_length=60, verbose_name='in which language?')),
                        ('made_by', models.CharField(max_length=120, verbose_name='who made it?')),
                        ('made_on', models.DateField(verbose_name='when?')),
                        ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='who checked that it says the same as the letter?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='documents.letter')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'copies of letters',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'translated'), models.Q(('language', ''), _negated=True)), models.Q(models.Q(('kind', 'translated'), _negated=True), ('language', '')), _connector='OR'), name='letter_copy_translated_says_into_what', violation_error_message='Say which language a translated copy is in; any other copy has none'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('letter', 'document'), name='letter_copy_once', violation_error_message='This document is marked as a copy of the letter already'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='lettercopy_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='KeptChildEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('lane', models.PositiveSmallIntegerField(editable=False)),
                        ('child', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='preproceedings.keptchild')),
                        ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='preproceedings.keptfamily')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='KeptFamilyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('place', models.PositiveSmallIntegerField(editable=False)),
                        ('said', models.JSONField(editable=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='preproceedings.keptfamily')),
                        ('process', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='preproceedings.preproceedings')),
                        ('sheet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='preproceedings.keptsheet')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='KeptSheetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(editable=False, verbose_name='as it stood on')),
                        ('chair', models.CharField(blank=True, editable=False, max_length=150, verbose_name='chaired by')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='what was it kept for?')),
                        ('kept_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('kept_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='preproceedings.keptsheet')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LetterCopyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('translated', 'Translated copy'), ('easy_read', 'Easy-read copy'), ('large', 'Large-print copy'), ('spoken', 'Recorded copy')], max_length=10, verbose_name='what kind of copy is it?')),
                        ('language', models.CharField(blank=True, max_length=60, verbose_name='in which language?')),
                        ('made_by', models.CharField(max_length=120, verbose_name='who made it?')),
                        ('made_on', models.DateField(verbose_name='when?')),
                        ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='who checked that it says the same as the letter?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
                        ('letter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.letter')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='preproceedings.lettercopy')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptchild',
                    trigger=pgtrigger.compiler.Trigger(name='kept_child_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."family_id" IS DISTINCT FROM (NEW."family_id") OR OLD."lane" IS DISTINCT FROM (NEW."lane"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e8e25b82076fe966f0c85db2abedf093bfcc932e', operation='UPDATE', pgid='pgtrigger_kept_child_stays_a17c9', table='preproceedings_keptchild', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptchild',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptchildevent" ("child_id", "family_id", "id", "lane", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."child_id", NEW."family_id", NEW."id", NEW."lane", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='94ef45d2345e853889b6b721f40fcad40c7a2d8f', operation='INSERT', pgid='pgtrigger_insert_insert_ba65b', table='preproceedings_keptchild', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptchild',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "preproceedings_keptchildevent" ("child_id", "family_id", "id", "lane", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."child_id", NEW."family_id", NEW."id", NEW."lane", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='350de0fc7810c85d3935e7396dec31e97df1f58b', operation='UPDATE', pgid='pgtrigger_update_update_7f40c', table='preproceedings_keptchild', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptchild',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptchildevent" ("child_id", "family_id", "id", "lane", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."child_id", OLD."family_id", OLD."id", OLD."lane", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='fb90ed68ddfe58d36ec775238dfd0dcd18c61427', operation='DELETE', pgid='pgtrigger_delete_delete_29f98', table='preproceedings_keptchild', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptsheet',
                    trigger=pgtrigger.compiler.Trigger(name='kept_sheet_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."chair" IS DISTINCT FROM (NEW."chair") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."kept_by_id" IS DISTINCT FROM (NEW."kept_by_id") OR OLD."kept_at" IS DISTINCT FROM (NEW."kept_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a35364ad5479a10d8b326fd81c8c575b5bbb6bc5', operation='UPDATE', pgid='pgtrigger_kept_sheet_stays_05bea', table='preproceedings_keptsheet', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptsheet',
                    trigger=pgtrigger.compiler.Trigger(name='kept_sheet_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ae7843a06e3c6bb149f7b3cf18bc00edacbb1597', operation='DELETE', pgid='pgtrigger_kept_sheet_is_never_deleted_39216', table='preproceedings_keptsheet', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptsheet',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptsheetevent" ("authority_id", "chair", "day", "id", "kept_at", "kept_by_id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."chair", NEW."day", NEW."id", NEW."kept_at", NEW."kept_by_id", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='3baf97f8cdbb6161a1dd4a9807a8660d5dbfc617', operation='INSERT', pgid='pgtrigger_insert_insert_b3519', table='preproceedings_keptsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptsheet',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "preproceedings_keptsheetevent" ("authority_id", "chair", "day", "id", "kept_at", "kept_by_id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."chair", NEW."day", NEW."id", NEW."kept_at", NEW."kept_by_id", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f48cceadd144a69abce61f7b0a32dd6f19891aa8', operation='UPDATE', pgid='pgtrigger_update_update_fac61', table='preproceedings_keptsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptsheet',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptsheetevent" ("authority_id", "chair", "day", "id", "kept_at", "kept_by_id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."authority_id", OLD."chair", OLD."day", OLD."id", OLD."kept_at", OLD."kept_by_id", OLD."meeting_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d6a30f8a7ca0c08333e98c35b7766f25c40fd713', operation='DELETE', pgid='pgtrigger_delete_delete_37aee', table='preproceedings_keptsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptfamily',
                    trigger=pgtrigger.compiler.Trigger(name='kept_family_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sheet_id" IS DISTINCT FROM (NEW."sheet_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."said" IS DISTINCT FROM (NEW."said"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7d9847b0bfb5b92945f0e668d66885fdf31c375a', operation='UPDATE', pgid='pgtrigger_kept_family_stays_e8025', table='preproceedings_keptfamily', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptfamily',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptfamilyevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "process_id", "said", "sheet_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."process_id", NEW."said", NEW."sheet_id"); RETURN NULL;', hash='ee3e85ec0717ec0caaba72562c3b0d0b2125e333', operation='INSERT', pgid='pgtrigger_insert_insert_6b99c', table='preproceedings_keptfamily', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptfamily',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "preproceedings_keptfamilyevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "process_id", "said", "sheet_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."process_id", NEW."said", NEW."sheet_id"); RETURN NULL;', hash='519fe6fa1e51ab5a1bead8aaa789a845b5360272', operation='UPDATE', pgid='pgtrigger_update_update_449b4', table='preproceedings_keptfamily', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptfamily',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_keptfamilyevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "process_id", "said", "sheet_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."process_id", OLD."said", OLD."sheet_id"); RETURN NULL;', hash='6f15d9578461144e5e58a926e15165fac5e788e5', operation='DELETE', pgid='pgtrigger_delete_delete_a1abd', table='preproceedings_keptfamily', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lettercopy',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_lettercopyevent" ("authority_id", "checked_by", "child_id", "document_id", "id", "kind", "language", "letter_id", "made_by", "made_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."checked_by", NEW."child_id", NEW."document_id", NEW."id", NEW."kind", NEW."language", NEW."letter_id", NEW."made_by", NEW."made_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='b5a999d927781ec2f4e3811e2ef023686b819500', operation='INSERT', pgid='pgtrigger_insert_insert_dca1d', table='preproceedings_lettercopy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lettercopy',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "preproceedings_lettercopyevent" ("authority_id", "checked_by", "child_id", "document_id", "id", "kind", "language", "letter_id", "made_by", "made_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."checked_by", NEW."child_id", NEW."document_id", NEW."id", NEW."kind", NEW."language", NEW."letter_id", NEW."made_by", NEW."made_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='14ea79717e1308be5f176e2e357f120ce6641eb4', operation='UPDATE', pgid='pgtrigger_update_update_966ed', table='preproceedings_lettercopy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lettercopy',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "preproceedings_lettercopyevent" ("authority_id", "checked_by", "child_id", "document_id", "id", "kind", "language", "letter_id", "made_by", "made_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."checked_by", OLD."child_id", OLD."document_id", OLD."id", OLD."kind", OLD."language", OLD."letter_id", OLD."made_by", OLD."made_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='af2a6d20dec0fb9090f2353add4ecb5b437cd975', operation='DELETE', pgid='pgtrigger_delete_delete_67b70', table='preproceedings_lettercopy', when='AFTER')),
                ),
            ],
        ),
    ]
