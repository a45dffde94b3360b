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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='ChildNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('own_words', models.TextField(blank=True, verbose_name='in their own words')),
                        ('changed_because', models.TextField(blank=True, verbose_name='what changed because they said it')),
                        ('means', models.TextField(blank=True, verbose_name='what it means for this child')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='recording.note')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('note', 'child'), name='note_once_a_child'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childnote_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='ChildVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('own_words', models.TextField(blank=True, verbose_name='in their own words')),
                        ('changed_because', models.TextField(blank=True, verbose_name='what changed because they said it')),
                        ('held_on', models.DateField(editable=False)),
                        ('purpose', models.CharField(choices=[('protection', 'Child protection visit'), ('need', 'Child in need visit'), ('assessment', 'Visit for an assessment'), ('support', 'Family support visit'), ('other', 'Another visit')], default='other', max_length=10)),
                        ('seen', models.BooleanField(verbose_name='was the child seen?')),
                        ('seen_alone', models.BooleanField(default=False, verbose_name='seen alone?')),
                        ('bedroom_seen', models.BooleanField(default=False, verbose_name='bedroom seen?')),
                        ('not_seen_because', models.CharField(blank=True, max_length=300, verbose_name='why not, and what you will do')),
                        ('what_is_different', models.TextField(blank=True, verbose_name='what is different since last time')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='recording.visit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['child', '-held_on'], name='visit_of_child'), models.Index(fields=['held_on'], name='visit_by_day')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('visit', 'child'), name='visit_once_a_child'), models.CheckConstraint(condition=models.Q(('seen', True), ('seen_alone', False), _connector='OR'), name='visit_alone_means_seen', violation_error_message='A child who was not seen cannot have been seen alone'), models.CheckConstraint(condition=models.Q(('seen', True), models.Q(('not_seen_because', ''), _negated=True), _connector='OR'), name='visit_not_seen_says_why', violation_error_message='Say why the child was not seen, and what you will do'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childvisit_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('call', 'Phone call'), ('message', 'Message or e-mail'), ('discussion', 'Discussion with another professional'), ('direct_work', 'Direct work with the child'), ('incident', 'A worry or incident'), ('management', 'Management decision'), ('other', 'Another note')], max_length=12)),
                        ('happened_at', models.DateTimeField(verbose_name='when')),
                        ('title', models.CharField(max_length=120, verbose_name='in a few words')),
                        ('text', models.TextField(verbose_name='what happened')),
                        ('significant', models.BooleanField(default=False, verbose_name='significant in the child’s life')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ChildNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('own_words', models.TextField(blank=True, verbose_name='in their own words')),
                        ('changed_because', models.TextField(blank=True, verbose_name='what changed because they said it')),
                        ('means', models.TextField(blank=True, verbose_name='what it means for this child')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recording.childnote')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('note', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recording.note')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('call', 'Phone call'), ('message', 'Message or e-mail'), ('discussion', 'Discussion with another professional'), ('direct_work', 'Direct work with the child'), ('incident', 'A worry or incident'), ('management', 'Management decision'), ('other', 'Another note')], max_length=12)),
                        ('happened_at', models.DateTimeField(verbose_name='when')),
                        ('title', models.CharField(max_length=120, verbose_name='in a few words')),
                        ('text', models.TextField(verbose_name='what happened')),
                        ('significant', models.BooleanField(default=False, verbose_name='significant in the child’s life')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recording.note')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('worker_role', models.CharField(blank=True, choices=[('social_worker', 'Social worker'), ('family_support', 'Family support worker'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('missing_coordinator', 'Missing coordinator'), ('conference_chair', 'Conference chair'), ('auditor', 'Auditor'), ('data_analyst', 'Data analyst'), ('administrator', 'Administrator'), ('inspector', 'Inspector')], editable=False, max_length=30, verbose_name='role of the visitor that day')),
                        ('held_at', models.DateTimeField(verbose_name='when did you visit?')),
                        ('place', models.CharField(choices=[('home', 'Home'), ('school', 'School or nursery'), ('office', 'Our office'), ('placement', 'Where the child is placed'), ('elsewhere', 'Somewhere else')], default='home', max_length=10, verbose_name='where?')),
                        ('planned', models.BooleanField(default=True, verbose_name='planned or not?')),
                        ('who_was_seen', models.CharField(blank=True, max_length=200, verbose_name='who else did you see?')),
                        ('what_happened', models.TextField(verbose_name='what happened')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ChildVisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('own_words', models.TextField(blank=True, verbose_name='in their own words')),
                        ('changed_because', models.TextField(blank=True, verbose_name='what changed because they said it')),
                        ('held_on', models.DateField(editable=False)),
                        ('purpose', models.CharField(choices=[('protection', 'Child protection visit'), ('need', 'Child in need visit'), ('assessment', 'Visit for an assessment'), ('support', 'Family support visit'), ('other', 'Another visit')], default='other', max_length=10)),
                        ('seen', models.BooleanField(verbose_name='was the child seen?')),
                        ('seen_alone', models.BooleanField(default=False, verbose_name='seen alone?')),
                        ('bedroom_seen', models.BooleanField(default=False, verbose_name='bedroom seen?')),
                        ('not_seen_because', models.CharField(blank=True, max_length=300, verbose_name='why not, and what you will do')),
                        ('what_is_different', models.TextField(blank=True, verbose_name='what is different since last time')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recording.childvisit')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recording.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('worker_role', models.CharField(blank=True, choices=[('social_worker', 'Social worker'), ('family_support', 'Family support worker'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('missing_coordinator', 'Missing coordinator'), ('conference_chair', 'Conference chair'), ('auditor', 'Auditor'), ('data_analyst', 'Data analyst'), ('administrator', 'Administrator'), ('inspector', 'Inspector')], editable=False, max_length=30, verbose_name='role of the visitor that day')),
                        ('held_at', models.DateTimeField(verbose_name='when did you visit?')),
                        ('place', models.CharField(choices=[('home', 'Home'), ('school', 'School or nursery'), ('office', 'Our office'), ('placement', 'Where the child is placed'), ('elsewhere', 'Somewhere else')], default='home', max_length=10, verbose_name='where?')),
                        ('planned', models.BooleanField(default=True, verbose_name='planned or not?')),
                        ('who_was_seen', models.CharField(blank=True, max_length=200, verbose_name='who else did you see?')),
                        ('what_happened', models.TextField(verbose_name='what happened')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recording.visit')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='note',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_noteevent" ("authority_id", "happened_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "significant", "text", "title") VALUES (NEW."authority_id", NEW."happened_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."significant", NEW."text", NEW."title"); RETURN NULL;', hash='eae5a7bf344026ed51e3fafe059c47bdec2dd101', operation='INSERT', pgid='pgtrigger_insert_insert_7e2a4', table='recording_note', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='note',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_noteevent" ("authority_id", "happened_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "significant", "text", "title") VALUES (NEW."authority_id", NEW."happened_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."significant", NEW."text", NEW."title"); RETURN NULL;', hash='476da0b78a74d848de910367863c360ac8af2c82', operation='UPDATE', pgid='pgtrigger_update_update_ea5cb', table='recording_note', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='note',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_noteevent" ("authority_id", "happened_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "significant", "text", "title") VALUES (OLD."authority_id", OLD."happened_at", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."significant", OLD."text", OLD."title"); RETURN NULL;', hash='ddb3b1a7649939418527bc6da5de5fb6fb39f138', operation='DELETE', pgid='pgtrigger_delete_delete_9bbad', table='recording_note', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childnote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."changed_because", NEW."child_id", NEW."id", NEW."means", NEW."note_id", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fe49885d2a65b81992b4a4da23ecb3af96bece68', operation='INSERT', pgid='pgtrigger_insert_insert_eab21', table='recording_childnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childnote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."changed_because", NEW."child_id", NEW."id", NEW."means", NEW."note_id", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='266685090dcf8e9b105be7a403d544d56f31dcf1', operation='UPDATE', pgid='pgtrigger_update_update_f13de', table='recording_childnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childnote',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childnoteevent" ("authority_id", "changed_because", "child_id", "id", "means", "note_id", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."changed_because", OLD."child_id", OLD."id", OLD."means", OLD."note_id", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='f79e0102ef96c320ed9b027269bb442c6dcc60b7', operation='DELETE', pgid='pgtrigger_delete_delete_c0d38', table='recording_childnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_visitevent" ("authority_id", "held_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned", "recorded_at", "recorded_by_id", "what_happened", "who_was_seen", "worker_id", "worker_role") VALUES (NEW."authority_id", NEW."held_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned", NEW."recorded_at", NEW."recorded_by_id", NEW."what_happened", NEW."who_was_seen", NEW."worker_id", NEW."worker_role"); RETURN NULL;', hash='f9f7ca6b8305fb53b0add548132de9bab820f3c8', operation='INSERT', pgid='pgtrigger_insert_insert_d1118', table='recording_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_visitevent" ("authority_id", "held_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned", "recorded_at", "recorded_by_id", "what_happened", "who_was_seen", "worker_id", "worker_role") VALUES (NEW."authority_id", NEW."held_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned", NEW."recorded_at", NEW."recorded_by_id", NEW."what_happened", NEW."who_was_seen", NEW."worker_id", NEW."worker_role"); RETURN NULL;', hash='2d39ac76dd955610d782c03f3206b60ea5cff3e8', operation='UPDATE', pgid='pgtrigger_update_update_cbb23', table='recording_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_visitevent" ("authority_id", "held_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned", "recorded_at", "recorded_by_id", "what_happened", "who_was_seen", "worker_id", "worker_role") VALUES (OLD."authority_id", OLD."held_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned", OLD."recorded_at", OLD."recorded_by_id", OLD."what_happened", OLD."who_was_seen", OLD."worker_id", OLD."worker_role"); RETURN NULL;', hash='c42656bdce49937ad16bf3614cf486071fc44fea', operation='DELETE', pgid='pgtrigger_delete_delete_7dcbd', table='recording_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childvisit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."bedroom_seen", NEW."changed_because", NEW."child_id", NEW."held_on", NEW."id", NEW."not_seen_because", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id", NEW."seen", NEW."seen_alone", NEW."team_id", NEW."visit_id", NEW."what_is_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='4d0a51fdf1265a2e70858d779d9e671a2ed47efb', operation='INSERT', pgid='pgtrigger_insert_insert_39476', table='recording_childvisit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childvisit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."bedroom_seen", NEW."changed_because", NEW."child_id", NEW."held_on", NEW."id", NEW."not_seen_because", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id", NEW."seen", NEW."seen_alone", NEW."team_id", NEW."visit_id", NEW."what_is_different", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a7b54fc870bba6e405c7ec1d8ac1b1605d4f0ab7', operation='UPDATE', pgid='pgtrigger_update_update_a069e', table='recording_childvisit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='childvisit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recording_childvisitevent" ("authority_id", "bedroom_seen", "changed_because", "child_id", "held_on", "id", "not_seen_because", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "seen", "seen_alone", "team_id", "visit_id", "what_is_different", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."bedroom_seen", OLD."changed_because", OLD."child_id", OLD."held_on", OLD."id", OLD."not_seen_because", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."seen", OLD."seen_alone", OLD."team_id", OLD."visit_id", OLD."what_is_different", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='bd8def0f1069a67605fdb2c510a2d3c1e01ce920', operation='DELETE', pgid='pgtrigger_delete_delete_d94c1', table='recording_childvisit', when='AFTER')),
                ),
            ],
        ),
    ]
