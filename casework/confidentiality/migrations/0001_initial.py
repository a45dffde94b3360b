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
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='GroupAccess',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why do you not agree?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grant', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='of_group', to='children.filegrant')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='confidentiality.grouprequest')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('request', 'child'), name='group_access_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('grant', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='group_access_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='groupaccess_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('because', models.TextField(verbose_name='why?')),
                        ('until', models.DateField(verbose_name='until and with which day?')),
                        ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='GroupAccessEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('not_agreed_because', models.TextField(blank=True, verbose_name='why do you not agree?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('grant', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.filegrant')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confidentiality.groupaccess')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confidentiality.grouprequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GroupRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('because', models.TextField(verbose_name='why?')),
                        ('until', models.DateField(verbose_name='until and with which day?')),
                        ('asked_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confidentiality.grouprequest')),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Restriction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why is it restricted?')),
                        ('review_on', models.DateField(verbose_name='look at it again on')),
                        ('to_name', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('started_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ending_asked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_because', models.TextField(blank=True, verbose_name='why does it end?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ending_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('family_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('withdrawn_at', None)), fields=('child',), name='restriction_once', violation_error_message='The file is restricted already, or somebody has asked'), models.CheckConstraint(condition=models.Q(('family_of', None), ('started_at', None), ('decided_by__isnull', False), _connector='OR'), name='restriction_of_staff_is_agreed', violation_error_message='Another person has to agree, not the one who asked'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='restriction_agreed_by_another', violation_error_message='Another person has to agree, not the one who asked'), models.CheckConstraint(condition=models.Q(('family_of', None), models.Q(models.Q(('family_of', models.F('recorded_by')), _negated=True), models.Q(('decided_by', None), models.Q(('family_of', models.F('decided_by')), _negated=True), _connector='OR'), models.Q(('ending_asked_by', None), models.Q(('family_of', models.F('ending_asked_by')), _negated=True), _connector='OR'), models.Q(('ended_by', None), models.Q(('family_of', models.F('ended_by')), _negated=True), _connector='OR')), _connector='OR'), name='restriction_not_by_the_family', violation_error_message='The member of staff whose family it is can neither ask nor agree'), models.CheckConstraint(condition=models.Q(('family_of', None), ('started_at', None), ('ended_at', None), models.Q(('ending_asked_by__isnull', False), models.Q(('ending_asked_by', models.F('ended_by')), _negated=True)), _connector='OR'), name='restriction_of_staff_ends_by_two', violation_error_message='Another person has to agree, not the one who asked'), models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('ended_by__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='restriction_ended_whole'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='restriction_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='RestrictionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('because', models.TextField(verbose_name='why is it restricted?')),
                        ('review_on', models.DateField(verbose_name='look at it again on')),
                        ('to_name', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('started_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ending_asked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_because', models.TextField(blank=True, verbose_name='why does it end?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ending_asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('family_of', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confidentiality.restriction')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RestrictionReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('due_on', models.DateField(verbose_name='look at it again on')),
                        ('reviewed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('words', models.TextField(blank=True, verbose_name='why?')),
                        ('kept', models.BooleanField(blank=True, null=True, verbose_name='does it stay?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='confidentiality.restriction')),
                        ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('reviewed_at', None), ('withdrawn_at', None)), fields=('restriction',), name='restriction_review_one_due'), models.CheckConstraint(condition=models.Q(models.Q(('kept', None), ('reviewed_at', None), ('reviewed_by', None)), models.Q(('kept__isnull', False), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='restriction_review_whole'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='restrictionreview_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='RestrictionReviewEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('due_on', models.DateField(verbose_name='look at it again on')),
                        ('reviewed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('words', models.TextField(blank=True, verbose_name='why?')),
                        ('kept', models.BooleanField(blank=True, null=True, verbose_name='does it stay?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confidentiality.restrictionreview')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('restriction', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confidentiality.restriction')),
                        ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grouprequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_grouprequestevent" ("asked_at", "asked_by_id", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "worker_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."until", NEW."worker_id"); RETURN NULL;', hash='7e885475d02dbe6a09b45c1f4f87c69e4364cc32', operation='INSERT', pgid='pgtrigger_insert_insert_a38ea', table='confidentiality_grouprequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grouprequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confidentiality_grouprequestevent" ("asked_at", "asked_by_id", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "worker_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."authority_id", NEW."because", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."until", NEW."worker_id"); RETURN NULL;', hash='9fdf2ad4db67d1d7473813c85ec4f3ea3f762c94', operation='UPDATE', pgid='pgtrigger_update_update_001fa', table='confidentiality_grouprequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grouprequest',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_grouprequestevent" ("asked_at", "asked_by_id", "authority_id", "because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "worker_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."authority_id", OLD."because", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."until", OLD."worker_id"); RETURN NULL;', hash='f39cee7f5dd7894e3651f07315ae72f4ab278de8', operation='DELETE', pgid='pgtrigger_delete_delete_8a35c', table='confidentiality_grouprequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupaccess',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_groupaccessevent" ("authority_id", "child_id", "decided_at", "decided_by_id", "grant_id", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."grant_id", NEW."id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='13d6d4b006ad896f67a545e09ff4770a19ed535b', operation='INSERT', pgid='pgtrigger_insert_insert_5c73b', table='confidentiality_groupaccess', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupaccess',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confidentiality_groupaccessevent" ("authority_id", "child_id", "decided_at", "decided_by_id", "grant_id", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."grant_id", NEW."id", NEW."not_agreed_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='6b7c02261ab3f58d03e2d593d2f309c26ce960f0', operation='UPDATE', pgid='pgtrigger_update_update_bb2ad', table='confidentiality_groupaccess', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupaccess',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_groupaccessevent" ("authority_id", "child_id", "decided_at", "decided_by_id", "grant_id", "id", "not_agreed_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."decided_at", OLD."decided_by_id", OLD."grant_id", OLD."id", OLD."not_agreed_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."request_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='4e45d66c916977b7e6f2f1194db1dd4b29943114', operation='DELETE', pgid='pgtrigger_delete_delete_38fa9', table='confidentiality_groupaccess', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restriction',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_restrictionevent" ("asked_at", "authority_id", "because", "child_id", "decided_by_id", "ended_at", "ended_because", "ended_by_id", "ending_asked_at", "ending_asked_by_id", "family_of_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "started_at", "team_id", "to_name", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."asked_at", NEW."authority_id", NEW."because", NEW."child_id", NEW."decided_by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."ending_asked_at", NEW."ending_asked_by_id", NEW."family_of_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."started_at", NEW."team_id", NEW."to_name", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='dbb567690ad5fe567082f07cd9d6e043558252ec', operation='INSERT', pgid='pgtrigger_insert_insert_dd295', table='confidentiality_restriction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restriction',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confidentiality_restrictionevent" ("asked_at", "authority_id", "because", "child_id", "decided_by_id", "ended_at", "ended_because", "ended_by_id", "ending_asked_at", "ending_asked_by_id", "family_of_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "started_at", "team_id", "to_name", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."asked_at", NEW."authority_id", NEW."because", NEW."child_id", NEW."decided_by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."ending_asked_at", NEW."ending_asked_by_id", NEW."family_of_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."started_at", NEW."team_id", NEW."to_name", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='28a0874e389f7ebf61916c4db1d48aca1797d0c6', operation='UPDATE', pgid='pgtrigger_update_update_f9768', table='confidentiality_restriction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restriction',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_restrictionevent" ("asked_at", "authority_id", "because", "child_id", "decided_by_id", "ended_at", "ended_because", "ended_by_id", "ending_asked_at", "ending_asked_by_id", "family_of_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "started_at", "team_id", "to_name", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."asked_at", OLD."authority_id", OLD."because", OLD."child_id", OLD."decided_by_id", OLD."ended_at", OLD."ended_because", OLD."ended_by_id", OLD."ending_asked_at", OLD."ending_asked_by_id", OLD."family_of_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."review_on", OLD."started_at", OLD."team_id", OLD."to_name", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='82ea61b86972d47c7254644f93c5d31e41fc9097', operation='DELETE', pgid='pgtrigger_delete_delete_1e585', table='confidentiality_restriction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restrictionreview',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_restrictionreviewevent" ("authority_id", "child_id", "due_on", "id", "kept", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "restriction_id", "reviewed_at", "reviewed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."due_on", NEW."id", NEW."kept", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."restriction_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='2019cf32f7253873756c07445c9613f7a209830a', operation='INSERT', pgid='pgtrigger_insert_insert_26e82', table='confidentiality_restrictionreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restrictionreview',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confidentiality_restrictionreviewevent" ("authority_id", "child_id", "due_on", "id", "kept", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "restriction_id", "reviewed_at", "reviewed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (NEW."authority_id", NEW."child_id", NEW."due_on", NEW."id", NEW."kept", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."restriction_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."words"); RETURN NULL;', hash='9f4f970bb77786e6d88320a31dc096ae860f55f6', operation='UPDATE', pgid='pgtrigger_update_update_19d92', table='confidentiality_restrictionreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='restrictionreview',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confidentiality_restrictionreviewevent" ("authority_id", "child_id", "due_on", "id", "kept", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "restriction_id", "reviewed_at", "reviewed_by_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "words") VALUES (OLD."authority_id", OLD."child_id", OLD."due_on", OLD."id", OLD."kept", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."restriction_id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='ffc86b83e47023ad5e6f647503e045f9dbebde2c', operation='DELETE', pgid='pgtrigger_delete_delete_13ba6', table='confidentiality_restrictionreview', when='AFTER')),
                ),
            ],
        ),
    ]
