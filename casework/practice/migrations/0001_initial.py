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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Section',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(editable=False, max_length=60)),
                        ('position', models.PositiveSmallIntegerField(editable=False)),
                        ('title', models.CharField(max_length=100)),
                        ('question', models.CharField(max_length=200)),
                        ('prompt', models.TextField(blank=True, verbose_name='something to think about')),
                        ('kind', models.CharField(choices=[('text', 'Words'), ('scale', 'A number from 0 to 10')], default='text', max_length=5, verbose_name='the answer is')),
                        ('low_words', models.CharField(blank=True, max_length=80, verbose_name='what 0 means')),
                        ('high_words', models.CharField(blank=True, max_length=80, verbose_name='what 10 means')),
                        ('required', models.BooleanField(default=False, verbose_name='a manager cannot decide without it')),
                        ('shared', models.BooleanField(default=False, verbose_name='written once for the whole family')),
                        ('version', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='practice.version')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='section_once_in_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'scale'), _negated=True), models.Q(models.Q(('low_words', ''), _negated=True), models.Q(('high_words', ''), _negated=True)), _connector='OR'), name='section_scale_has_its_two_ends', violation_error_message='Say what 0 means, and what 10 means')],
                    },
                ),
                migrations.CreateModel(
                    name='Template',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('child_and_family', 'Child and family assessment'), ('update', 'Updated assessment'), ('prebirth', 'Pre-birth assessment'), ('court', 'Assessment for court')], editable=False, max_length=20)),
                        ('title', models.CharField(max_length=100)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'kind'), name='template_once_for_a_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='TemplateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('child_and_family', 'Child and family assessment'), ('update', 'Updated assessment'), ('prebirth', 'Pre-birth assessment'), ('court', 'Assessment for court')], editable=False, max_length=20)),
                        ('title', models.CharField(max_length=100)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practice.template')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(editable=False)),
                        ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed, and why')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('template', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='practice.template')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('template', 'number'), name='version_numbered_once'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('template',), name='version_one_draft', violation_error_message='This template already has a draft: go on with that one'), models.CheckConstraint(condition=models.Q(('published_at', None), ('in_force_from__isnull', False), _connector='OR'), name='version_published_with_its_day', violation_error_message='Say from which day it is in force')],
                    },
                ),
                migrations.CreateModel(
                    name='SectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(editable=False, max_length=60)),
                        ('position', models.PositiveSmallIntegerField(editable=False)),
                        ('title', models.CharField(max_length=100)),
                        ('question', models.CharField(max_length=200)),
                        ('prompt', models.TextField(blank=True, verbose_name='something to think about')),
                        ('kind', models.CharField(choices=[('text', 'Words'), ('scale', 'A number from 0 to 10')], default='text', max_length=5, verbose_name='the answer is')),
                        ('low_words', models.CharField(blank=True, max_length=80, verbose_name='what 0 means')),
                        ('high_words', models.CharField(blank=True, max_length=80, verbose_name='what 10 means')),
                        ('required', models.BooleanField(default=False, verbose_name='a manager cannot decide without it')),
                        ('shared', models.BooleanField(default=False, verbose_name='written once for the whole family')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practice.section')),
                        ('version', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='practice.version')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VersionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField(editable=False)),
                        ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed, and why')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practice.version')),
                        ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('template', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='practice.template')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='template',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_templateevent" ("authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."authority_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title"); RETURN NULL;', hash='3dbeb2cbfab18931b2084e125868f0df53898076', operation='INSERT', pgid='pgtrigger_insert_insert_7d279', table='practice_template', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='template',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practice_templateevent" ("authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."authority_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title"); RETURN NULL;', hash='dcfbac7892577623653edbc9528815fe5ab57719', operation='UPDATE', pgid='pgtrigger_update_update_11395', table='practice_template', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='template',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_templateevent" ("authority_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."authority_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title"); RETURN NULL;', hash='626d4beaba7e8c684502a457736d274e609348c3', operation='DELETE', pgid='pgtrigger_delete_delete_6fc51', table='practice_template', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='version',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_versionevent" ("id", "in_force_from", "made_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "template_id", "what_changed") VALUES (NEW."id", NEW."in_force_from", NEW."made_at", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."template_id", NEW."what_changed"); RETURN NULL;', hash='d3bae27221f20d99a77337123aa77ebff1272979', operation='INSERT', pgid='pgtrigger_insert_insert_881fa', table='practice_version', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='version',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practice_versionevent" ("id", "in_force_from", "made_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "template_id", "what_changed") VALUES (NEW."id", NEW."in_force_from", NEW."made_at", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."template_id", NEW."what_changed"); RETURN NULL;', hash='5aedb4dc31460faf62a7915a6f88cc0922a3ef40', operation='UPDATE', pgid='pgtrigger_update_update_9f284', table='practice_version', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='version',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_versionevent" ("id", "in_force_from", "made_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "template_id", "what_changed") VALUES (OLD."id", OLD."in_force_from", OLD."made_at", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."template_id", OLD."what_changed"); RETURN NULL;', hash='5d68545359ebdfd8745d42cffe44d4a8be6d76e9', operation='DELETE', pgid='pgtrigger_delete_delete_dab9f', table='practice_version', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_sectionevent" ("high_words", "id", "key", "kind", "low_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prompt", "question", "required", "shared", "title", "version_id") VALUES (NEW."high_words", NEW."id", NEW."key", NEW."kind", NEW."low_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."prompt", NEW."question", NEW."required", NEW."shared", NEW."title", NEW."version_id"); RETURN NULL;', hash='a80960d24ca08452831a1522185146a697d80269', operation='INSERT', pgid='pgtrigger_insert_insert_7f52f', table='practice_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practice_sectionevent" ("high_words", "id", "key", "kind", "low_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prompt", "question", "required", "shared", "title", "version_id") VALUES (NEW."high_words", NEW."id", NEW."key", NEW."kind", NEW."low_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."prompt", NEW."question", NEW."required", NEW."shared", NEW."title", NEW."version_id"); RETURN NULL;', hash='fba75fbf036e401af80a49266d51e7546cdec04f', operation='UPDATE', pgid='pgtrigger_update_update_d877e', table='practice_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practice_sectionevent" ("high_words", "id", "key", "kind", "low_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prompt", "question", "required", "shared", "title", "version_id") VALUES (OLD."high_words", OLD."id", OLD."key", OLD."kind", OLD."low_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."prompt", OLD."question", OLD."required", OLD."shared", OLD."title", OLD."version_id"); RETURN NULL;', hash='918c8f743a3097df408ce08f9be3d7a842a0202b', operation='DELETE', pgid='pgtrigger_delete_delete_5f3cb', table='practice_section', when='AFTER')),
                ),
            ],
        ),
    ]
