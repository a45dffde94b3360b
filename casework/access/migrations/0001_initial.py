import casework.access.models
import casework.interface.migrations
import django.contrib.auth.validators
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(
        ),
        django.contrib.postgres.operations.UnaccentExtension(
        ),
        django.contrib.postgres.operations.BtreeGinExtension(
        ),
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Authority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True)),
                        ('la_code', models.CharField(max_length=3, unique=True, verbose_name='LA code')),
                        ('sight', models.CharField(choices=[('team', 'They ask whoever works with the child'), ('reason', 'They open a file for a day with a reason, which is kept and shown')], default='team', max_length=8, verbose_name='files outside their own team')),
                    ],
                    options={
                        'verbose_name_plural': 'authorities',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=100)),
                        ('la_code', models.CharField(max_length=3, verbose_name='LA code')),
                        ('sight', models.CharField(choices=[('team', 'They ask whoever works with the child'), ('reason', 'They open a file for a day with a reason, which is kept and shown')], default='team', max_length=8, verbose_name='files outside their own team')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.authority')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Export',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120)),
                        ('address', models.CharField(max_length=1200)),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'exports',
                        'ordering': ['-at'],
                    },
                ),
                migrations.CreateModel(
                    name='Run',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('did', models.JSONField(default=dict)),
                        ('error', models.TextField(blank=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['name', '-started_at'], name='run_newest')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='what to call it')),
                        ('path', models.CharField(editable=False, max_length=200)),
                        ('query', models.CharField(blank=True, editable=False, max_length=1000)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_lists', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('worker', 'path', 'name'), name='saved_list_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='access.authority')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'name'), name='team_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TeamEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=100)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.team')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WorkerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('role', models.CharField(choices=[('social_worker', 'Social worker'), ('family_support', 'Family support worker'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('missing_coordinator', 'Missing coordinator'), ('conference_chair', 'Conference chair'), ('auditor', 'Auditor'), ('data_analyst', 'Data analyst'), ('administrator', 'Administrator'), ('inspector', 'Inspector')], default='administrator', max_length=30)),
                        ('social_work_england_number', models.CharField(blank=True, max_length=12)),
                        ('caseload_limit', models.PositiveSmallIntegerField(blank=True, help_text='The most children this worker should hold', null=True)),
                        ('leaves_on', models.DateField(blank=True, null=True, verbose_name='last day here')),
                        ('governs_information', models.BooleanField(default=False, help_text='Is told who was given which role, and who signed in after a reset', verbose_name='information governance lead')),
                        ('code_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('reset_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Worker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('role', models.CharField(choices=[('social_worker', 'Social worker'), ('family_support', 'Family support worker'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('missing_coordinator', 'Missing coordinator'), ('conference_chair', 'Conference chair'), ('auditor', 'Auditor'), ('data_analyst', 'Data analyst'), ('administrator', 'Administrator'), ('inspector', 'Inspector')], default='administrator', max_length=30)),
                        ('social_work_england_number', models.CharField(blank=True, max_length=12)),
                        ('caseload_limit', models.PositiveSmallIntegerField(blank=True, help_text='The most children this worker should hold', null=True)),
                        ('leaves_on', models.DateField(blank=True, null=True, verbose_name='last day here')),
                        ('governs_information', models.BooleanField(default=False, help_text='Is told who was given which role, and who signed in after a reset', verbose_name='information governance lead')),
                        ('code_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('reset_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workers', to='access.authority')),
                        ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workers', to='access.team')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_superuser', True), ('authority__isnull', False), _connector='OR'), name='worker_has_an_authority')],
                    },
                    managers=[
                        ('objects', casework.access.models.WorkerManager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_on', models.DateField(verbose_name='first day away')),
                        ('until', models.DateField(verbose_name='last day away')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to=settings.AUTH_USER_MODEL, verbose_name='who covers for them?')),
                        ('set_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='who?')),
                    ],
                    options={
                        'ordering': ['started_on', 'pk'],
                        'indexes': [models.Index(fields=['deputy', 'until'], name='absence_by_deputy'), models.Index(fields=['worker', 'until'], name='absence_by_worker')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('started_on'))), name='absence_ends_after_it_starts', violation_error_message='The last day away is before the first'), models.CheckConstraint(condition=models.Q(('worker', models.F('deputy')), _negated=True), name='absence_covered_by_another', violation_error_message='Choose someone else to cover')],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('started_on', models.DateField(verbose_name='first day away')),
                        ('until', models.DateField(verbose_name='last day away')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('deputy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who covers for them?')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.absence')),
                        ('set_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who?')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AccountEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('words', models.CharField(max_length=400)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_events', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', '-at'], name='account_event_newest')],
                    },
                ),
                migrations.CreateModel(
                    name='AccountRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('new', 'A new account'), ('change', 'A change of an account'), ('code', 'A code to sign in with'), ('factor', 'Their second step taken away')], max_length=8)),
                        ('role', models.CharField(max_length=30, verbose_name='the role it opens')),
                        ('facts', models.JSONField(default=dict)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('agreed', models.BooleanField(null=True)),
                        ('because', models.CharField(blank=True, max_length=300, verbose_name='why not?')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_requests', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'ordering': ['-asked_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('worker', 'kind'), name='account_request_once', violation_error_message='Somebody has asked for this already'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('worker', None), models.Q(('decided_by', models.F('worker')), _negated=True), ('kind', 'new'), _connector='OR')), _connector='OR'), name='account_request_by_another', violation_error_message='Another person has to agree, not the one who asked nor the one it is about')],
                    },
                ),
                migrations.CreateModel(
                    name='AccountTold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_at', models.DateTimeField(null=True)),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='access.accountevent')),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='account_news', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('seen_at', None)), fields=['worker'], name='account_news_unseen')],
                        'constraints': [models.UniqueConstraint(fields=('event', 'worker'), name='account_told_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AccountRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('new', 'A new account'), ('change', 'A change of an account'), ('code', 'A code to sign in with'), ('factor', 'Their second step taken away')], max_length=8)),
                        ('role', models.CharField(max_length=30, verbose_name='the role it opens')),
                        ('facts', models.JSONField(default=dict)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('agreed', models.BooleanField(null=True)),
                        ('because', models.CharField(blank=True, max_length=300, verbose_name='why not?')),
                        ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.accountrequest')),
                        ('worker', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_authorityevent" ("id", "la_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sight") VALUES (NEW."id", NEW."la_code", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sight"); RETURN NULL;', hash='c9c03eec7bc333fcd493caaa636602a0d7a1e4b8', operation='INSERT', pgid='pgtrigger_insert_insert_366ff', table='access_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_authorityevent" ("id", "la_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sight") VALUES (NEW."id", NEW."la_code", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sight"); RETURN NULL;', hash='5722f725cf8aed8d7d4b494438a1b878bc05db3a', operation='UPDATE', pgid='pgtrigger_update_update_b82b7', table='access_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_authorityevent" ("id", "la_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sight") VALUES (OLD."id", OLD."la_code", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sight"); RETURN NULL;', hash='909be2b25d74cd6543f9d702e9b3a37aed30d61b', operation='DELETE', pgid='pgtrigger_delete_delete_31a48', table='access_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_absenceevent" ("deputy_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "started_on", "until", "worker_id") VALUES (NEW."deputy_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."started_on", NEW."until", NEW."worker_id"); RETURN NULL;', hash='5277b18d0c913452de665a5969942b0f6e433da7', operation='INSERT', pgid='pgtrigger_insert_insert_aee91', table='access_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_absenceevent" ("deputy_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "started_on", "until", "worker_id") VALUES (NEW."deputy_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."started_on", NEW."until", NEW."worker_id"); RETURN NULL;', hash='979680b6b43d7cbd0beec867d82ce674a645a74a', operation='UPDATE', pgid='pgtrigger_update_update_f28a1', table='access_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_absenceevent" ("deputy_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "started_on", "until", "worker_id") VALUES (OLD."deputy_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_at", OLD."set_by_id", OLD."started_on", OLD."until", OLD."worker_id"); RETURN NULL;', hash='65d0b764224a0959587bd44c545e1e93fad41896', operation='DELETE', pgid='pgtrigger_delete_delete_3aeab', table='access_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accountrequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_accountrequestevent" ("agreed", "asked_at", "asked_by_id", "authority_id", "because", "decided_at", "decided_by_id", "facts", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "worker_id") VALUES (NEW."agreed", NEW."asked_at", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."facts", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."worker_id"); RETURN NULL;', hash='fc23471e20ca86e1e6645732abb013d312eafc3c', operation='INSERT', pgid='pgtrigger_insert_insert_03ef6', table='access_accountrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accountrequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_accountrequestevent" ("agreed", "asked_at", "asked_by_id", "authority_id", "because", "decided_at", "decided_by_id", "facts", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "worker_id") VALUES (NEW."agreed", NEW."asked_at", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."facts", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."worker_id"); RETURN NULL;', hash='b6d104573186f79ae6cfd70bc07a5c5309ac79c1', operation='UPDATE', pgid='pgtrigger_update_update_1afc7', table='access_accountrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accountrequest',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_accountrequestevent" ("agreed", "asked_at", "asked_by_id", "authority_id", "because", "decided_at", "decided_by_id", "facts", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "worker_id") VALUES (OLD."agreed", OLD."asked_at", OLD."asked_by_id", OLD."authority_id", OLD."because", OLD."decided_at", OLD."decided_by_id", OLD."facts", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."worker_id"); RETURN NULL;', hash='a3efef6492d782d6d955db66791b4accbb275ec8', operation='DELETE', pgid='pgtrigger_delete_delete_67ad0', table='access_accountrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_teamevent" ("authority_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='c96824090d6c5943605f6d15b07175b18df024cd', operation='INSERT', pgid='pgtrigger_insert_insert_17862', table='access_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_teamevent" ("authority_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."authority_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='9c000c8d9b3fc5ea83b8fcb74e746b8a23b4efcf', operation='UPDATE', pgid='pgtrigger_update_update_9e17d', table='access_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_teamevent" ("authority_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."authority_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='2829533a58f935fc7dfe1f2b14c4bba0b26e66f7', operation='DELETE', pgid='pgtrigger_delete_delete_7e9c5', table='access_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='worker',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_workerevent" ("authority_id", "caseload_limit", "code_until", "date_joined", "email", "first_name", "governs_information", "id", "is_active", "is_staff", "is_superuser", "last_name", "leaves_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at", "role", "social_work_england_number", "team_id", "username") VALUES (NEW."authority_id", NEW."caseload_limit", NEW."code_until", NEW."date_joined", NEW."email", NEW."first_name", NEW."governs_information", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."leaves_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reset_at", NEW."role", NEW."social_work_england_number", NEW."team_id", NEW."username"); RETURN NULL;', hash='f0f79fd96c0886b86d5278ef758cb4d50ee9d2ea', operation='INSERT', pgid='pgtrigger_insert_insert_99efd', table='access_worker', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='worker',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."caseload_limit" IS DISTINCT FROM (NEW."caseload_limit") OR OLD."code_until" IS DISTINCT FROM (NEW."code_until") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."governs_information" IS DISTINCT FROM (NEW."governs_information") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."leaves_on" IS DISTINCT FROM (NEW."leaves_on") OR OLD."reset_at" IS DISTINCT FROM (NEW."reset_at") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."social_work_england_number" IS DISTINCT FROM (NEW."social_work_england_number") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "access_workerevent" ("authority_id", "caseload_limit", "code_until", "date_joined", "email", "first_name", "governs_information", "id", "is_active", "is_staff", "is_superuser", "last_name", "leaves_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at", "role", "social_work_england_number", "team_id", "username") VALUES (NEW."authority_id", NEW."caseload_limit", NEW."code_until", NEW."date_joined", NEW."email", NEW."first_name", NEW."governs_information", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."leaves_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reset_at", NEW."role", NEW."social_work_england_number", NEW."team_id", NEW."username"); RETURN NULL;', hash='803d73bba0740fc98742047ce5e6dce5167c7287', operation='UPDATE', pgid='pgtrigger_update_update_e6705', table='access_worker', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='worker',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_workerevent" ("authority_id", "caseload_limit", "code_until", "date_joined", "email", "first_name", "governs_information", "id", "is_active", "is_staff", "is_superuser", "last_name", "leaves_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at", "role", "social_work_england_number", "team_id", "username") VALUES (OLD."authority_id", OLD."caseload_limit", OLD."code_until", OLD."date_joined", OLD."email", OLD."first_name", OLD."governs_information", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", OLD."leaves_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reset_at", OLD."role", OLD."social_work_england_number", OLD."team_id", OLD."username"); RETURN NULL;', hash='38f0824d58903385b11405b38a75b2558dfe0df8', operation='DELETE', pgid='pgtrigger_delete_delete_28bb1', table='access_worker', when='AFTER')),
                ),
            ],
        ),
    ]
