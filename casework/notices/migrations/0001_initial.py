import casework.interface.migrations
import django.contrib.postgres.fields
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
        ('timescales', '0001_initial'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Told',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12)),
                        ('audience', models.CharField(max_length=40)),
                        ('was_due_at', models.DateTimeField()),
                        ('happened_at', models.DateTimeField()),
                        ('told_at', models.DateTimeField()),
                        ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='timescales.deadline')),
                    ],
                    options={
                        'verbose_name_plural': 'told',
                        'indexes': [models.Index(fields=['told_at', 'audience', 'kind'], name='told_together')],
                        'constraints': [models.UniqueConstraint(fields=('deadline', 'kind', 'audience', 'was_due_at'), name='told_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ToldUpTo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='WayChosen',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12)),
                        ('in_app', models.BooleanField(default=True, verbose_name='in Casework')),
                        ('mail', models.PositiveSmallIntegerField(choices=[(0, 'No e-mail'), (1, 'In the daily e-mail'), (2, 'By e-mail at once')], default=1, verbose_name='by e-mail')),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('worker', 'kind'), name='way_chosen_once')],
                    },
                ),
                migrations.CreateModel(
                    name='WayRequired',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12)),
                        ('in_app', models.BooleanField(default=True, verbose_name='in Casework')),
                        ('mail', models.PositiveSmallIntegerField(choices=[(0, 'No e-mail'), (1, 'In the daily e-mail'), (2, 'By e-mail at once')], default=1, verbose_name='by e-mail')),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ways_required', to='access.authority')),
                        ('set_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', 'kind', '-set_at'], name='way_newest')],
                    },
                ),
                migrations.CreateModel(
                    name='WayRequiredEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12)),
                        ('in_app', models.BooleanField(default=True, verbose_name='in Casework')),
                        ('mail', models.PositiveSmallIntegerField(choices=[(0, 'No e-mail'), (1, 'In the daily e-mail'), (2, 'By e-mail at once')], default=1, verbose_name='by e-mail')),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='notices.wayrequired')),
                        ('set_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hashed', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_at', models.DateTimeField(null=True)),
                        ('worker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='LateRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(blank=True, max_length=40, verbose_name='which duty')),
                        ('manager_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='team manager')),
                        ('service_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='service manager')),
                        ('as_the_rest', models.BooleanField(default=False)),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_rules', to='access.authority')),
                        ('set_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['authority', 'code', '-set_at'], name='late_rule_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('service_after__gte', models.F('manager_after')), ('service_after', None), ('manager_after', None), _connector='OR'), name='late_rule_goes_up_in_order', violation_error_message='The team manager is told first, or on the same day'), models.CheckConstraint(condition=models.Q(models.Q(('manager_after', None), ('manager_after__lte', 365), _connector='OR'), models.Q(('service_after', None), ('service_after__lte', 365), _connector='OR')), name='late_rule_within_a_year', violation_error_message='Give a number of days up to 365')],
                    },
                ),
                migrations.CreateModel(
                    name='LateRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(blank=True, max_length=40, verbose_name='which duty')),
                        ('manager_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='team manager')),
                        ('service_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='service manager')),
                        ('as_the_rest', models.BooleanField(default=False)),
                        ('why', models.CharField(max_length=200, verbose_name='why')),
                        ('set_at', models.DateTimeField(auto_now_add=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='notices.laterule')),
                        ('set_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('daily', models.BooleanField()),
                        ('made_on', models.DateField()),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('counts', models.JSONField(default=dict)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                        ('error', models.CharField(blank=True, max_length=200)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['not_before'], name='mail_to_try')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('daily', True)), fields=('worker', 'made_on'), name='mail_once_a_day'), models.UniqueConstraint(condition=models.Q(('daily', True), ('sent_at', None)), fields=('worker',), name='mail_one_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12)),
                        ('was_due_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('about', models.CharField(max_length=120)),
                        ('code', models.CharField(blank=True, editable=False, max_length=40)),
                        ('number', models.PositiveIntegerField(editable=False, null=True)),
                        ('counted_as', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, editable=False, size=None)),
                        ('happened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('in_app', models.BooleanField(default=True, editable=False)),
                        ('by_mail', models.PositiveSmallIntegerField(editable=False, null=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='children.child')),
                        ('deadline', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='timescales.deadline')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sent_in', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='notices.mail')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['worker', '-recorded_at'], name='notice_unread'), models.Index(condition=models.Q(('read_at', None), ('sent_in', None)), fields=['by_mail', 'worker'], name='notice_to_mail'), models.Index(condition=models.Q(('by_mail', None)), fields=['worker'], name='notice_undecided')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('worker', 'kind', 'deadline', 'was_due_at'), name='notice_once_a_due_date'), models.CheckConstraint(condition=models.Q(models.Q(('child__isnull', False), ('number', None)), models.Q(('child', None), ('deadline', None), ('number__gte', 1)), _connector='OR'), name='notice_of_a_child_or_of_many', violation_error_message='A notice is about one child, or says how many things'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='notice_withdrawn_whole')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='laterule',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_lateruleevent" ("as_the_rest", "authority_id", "code", "id", "manager_after", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_after", "set_at", "set_by_id", "why") VALUES (NEW."as_the_rest", NEW."authority_id", NEW."code", NEW."id", NEW."manager_after", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_after", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='c26dd7b887998927b631df4f3c0f6066fab4c9d5', operation='INSERT', pgid='pgtrigger_insert_insert_cf9a8', table='notices_laterule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='laterule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notices_lateruleevent" ("as_the_rest", "authority_id", "code", "id", "manager_after", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_after", "set_at", "set_by_id", "why") VALUES (NEW."as_the_rest", NEW."authority_id", NEW."code", NEW."id", NEW."manager_after", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_after", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='dcf9d4c47af2b6c1742d10ca5226d1f89d3c9b50', operation='UPDATE', pgid='pgtrigger_update_update_52bd2', table='notices_laterule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='laterule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_lateruleevent" ("as_the_rest", "authority_id", "code", "id", "manager_after", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_after", "set_at", "set_by_id", "why") VALUES (OLD."as_the_rest", OLD."authority_id", OLD."code", OLD."id", OLD."manager_after", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_after", OLD."set_at", OLD."set_by_id", OLD."why"); RETURN NULL;', hash='25edaa7d5cd04331b91e77c690361abcb96684dd', operation='DELETE', pgid='pgtrigger_delete_delete_0cb54', table='notices_laterule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wayrequired',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_wayrequiredevent" ("authority_id", "id", "in_app", "kind", "mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (NEW."authority_id", NEW."id", NEW."in_app", NEW."kind", NEW."mail", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='8979ad44a577bcc74478ad025afd5e1ecd4f6f4b', operation='INSERT', pgid='pgtrigger_insert_insert_d3899', table='notices_wayrequired', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wayrequired',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notices_wayrequiredevent" ("authority_id", "id", "in_app", "kind", "mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (NEW."authority_id", NEW."id", NEW."in_app", NEW."kind", NEW."mail", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_at", NEW."set_by_id", NEW."why"); RETURN NULL;', hash='bc42cc434be64a35a178eba91a8fb09c67f88e5f', operation='UPDATE', pgid='pgtrigger_update_update_efa9e', table='notices_wayrequired', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wayrequired',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notices_wayrequiredevent" ("authority_id", "id", "in_app", "kind", "mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "why") VALUES (OLD."authority_id", OLD."id", OLD."in_app", OLD."kind", OLD."mail", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_at", OLD."set_by_id", OLD."why"); RETURN NULL;', hash='ab0e961db956f3a76b3a13721b9f0278c8f95744', operation='DELETE', pgid='pgtrigger_delete_delete_b2760', table='notices_wayrequired', when='AFTER')),
                ),
            ],
        ),
    ]
