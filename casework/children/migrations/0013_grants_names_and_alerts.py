import casework.interface.migrations
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0012_sealed_identities'),
    ]

    operations = [
        casework.interface.migrations.AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='alert',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='alert',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='alert',
                    name='delete_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='filegrant',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='filegrant',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='filegrant',
                    name='delete_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='person',
                    name='words_of_person',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='personname',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='personname',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='personname',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='alert',
                    name='ended_because',
                    field=models.CharField(blank=True, max_length=200, verbose_name='why'),
                ),
                migrations.AddField(
                    model_name='alert',
                    name='ended_by',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='alert',
                    name='review_on',
                    field=models.DateField(blank=True, null=True, verbose_name='look at it again on'),
                ),
                migrations.AddField(
                    model_name='alert',
                    name='reviewed_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='alert',
                    name='reviewed_by',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='alertevent',
                    name='ended_because',
                    field=models.CharField(blank=True, max_length=200, verbose_name='why'),
                ),
                migrations.AddField(
                    model_name='alertevent',
                    name='ended_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='alertevent',
                    name='review_on',
                    field=models.DateField(blank=True, null=True, verbose_name='look at it again on'),
                ),
                migrations.AddField(
                    model_name='alertevent',
                    name='reviewed_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='alertevent',
                    name='reviewed_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='filegrant',
                    name='ended_because',
                    field=models.CharField(blank=True, max_length=200, verbose_name='why it ended'),
                ),
                migrations.AddField(
                    model_name='filegrantevent',
                    name='ended_because',
                    field=models.CharField(blank=True, max_length=200, verbose_name='why it ended'),
                ),
                migrations.AddField(
                    model_name='personname',
                    name='withdrawn_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='personname',
                    name='withdrawn_because',
                    field=models.TextField(blank=True, editable=False),
                ),
                migrations.AddField(
                    model_name='personname',
                    name='withdrawn_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='personnameevent',
                    name='withdrawn_at',
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='personnameevent',
                    name='withdrawn_because',
                    field=models.TextField(blank=True, editable=False),
                ),
                migrations.AddField(
                    model_name='personnameevent',
                    name='withdrawn_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='alert',
                    name='ended_on',
                    field=models.DateField(blank=True, null=True, verbose_name='no longer a danger from'),
                ),
                migrations.AlterField(
                    model_name='alertevent',
                    name='ended_on',
                    field=models.DateField(blank=True, null=True, verbose_name='no longer a danger from'),
                ),
                migrations.AlterField(
                    model_name='child',
                    name='restricted',
                    field=models.BooleanField(default=False, help_text='Only those named, and who work with the child, may know of it'),
                ),
                migrations.AlterField(
                    model_name='childevent',
                    name='restricted',
                    field=models.BooleanField(default=False, help_text='Only those named, and who work with the child, may know of it'),
                ),
                migrations.AlterField(
                    model_name='filegrant',
                    name='until',
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AlterField(
                    model_name='filegrantevent',
                    name='until',
                    field=models.DateField(blank=True, null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='alert',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_because", "ended_by_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "reviewed_at", "reviewed_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."danger", NEW."ended_because", NEW."ended_by_id", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."reviewed_at", NEW."reviewed_by_id", NEW."started_on", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='3291fd6c0ef2cd88cd5c5d3bccb6e07f332d2c19', operation='INSERT', pgid='pgtrigger_insert_insert_2fb16', table='children_alert', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='alert',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_because", "ended_by_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "reviewed_at", "reviewed_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."danger", NEW."ended_because", NEW."ended_by_id", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."reviewed_at", NEW."reviewed_by_id", NEW."started_on", NEW."team_id", NEW."text", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='af8cbdc2f4f9d26296c56fc557ace9b4f337aa2d', operation='UPDATE', pgid='pgtrigger_update_update_3a10f', table='children_alert', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='alert',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_alertevent" ("authority_id", "child_id", "danger", "ended_because", "ended_by_id", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "review_on", "reviewed_at", "reviewed_by_id", "started_on", "team_id", "text", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."danger", OLD."ended_because", OLD."ended_by_id", OLD."ended_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."review_on", OLD."reviewed_at", OLD."reviewed_by_id", OLD."started_on", OLD."team_id", OLD."text", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='5e6a396ece2ac1bfcc3671d3e13eeea579231592', operation='DELETE', pgid='pgtrigger_delete_delete_64157', table='children_alert', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='filegrant',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "ended_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_because", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='96df6f55377e526a7e9d9ec5062aba05e671e54f', operation='INSERT', pgid='pgtrigger_insert_insert_7e4df', table='children_filegrant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='filegrant',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "ended_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."authority_id", NEW."child_id", NEW."ended_because", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;', hash='ffb6629f7f93a1fb37a1db61a6e843d784e0a542', operation='UPDATE', pgid='pgtrigger_update_update_9038d', table='children_filegrant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='filegrant',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_filegrantevent" ("authority_id", "child_id", "ended_because", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "started_on", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (OLD."authority_id", OLD."child_id", OLD."ended_because", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."team_id", OLD."until", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worker_id"); RETURN NULL;', hash='477de40f33c4fe5f65c5e4088f082de951325dc0', operation='DELETE', pgid='pgtrigger_delete_delete_8e768', table='children_filegrant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='words_of_person', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.search_text := public.casework_plainly(concat_ws(' ',\n    NEW.given_name, NEW.family_name, NEW.known_as,\n    (SELECT string_agg(concat_ws(' ', n.given_name, n.family_name), ' ' ORDER BY n.id)\n       FROM children_personname n WHERE n.person_id = NEW.id AND n.withdrawn_at IS NULL),\n    regexp_replace(regexp_replace(NEW.phone, '[^0-9]', '', 'g'), '^(00)?44', '0'),\n    (SELECT string_agg(concat_ws(' ', a.lines, replace(a.postcode, ' ', '')), ' ' ORDER BY a.id)\n       FROM children_address a WHERE a.person_id = NEW.id AND a.withdrawn_at IS NULL)));\nRETURN NEW;\n", hash='5cc1c29d464ebc498c20b841ebc54125db2e38ec', operation='INSERT OR UPDATE', pgid='pgtrigger_words_of_person_3907b', table='children_person', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personname',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_personnameevent" ("family_name", "given_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."family_name", NEW."given_name", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='e7628663b577fbc67c4af50cd4aef7d1c25b6280', operation='INSERT', pgid='pgtrigger_insert_insert_f6d64', table='children_personname', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personname',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "children_personnameevent" ("family_name", "given_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."family_name", NEW."given_name", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='a6e00bdb6a7bc490a69f710b8450528a9e3fba7a', operation='UPDATE', pgid='pgtrigger_update_update_04bfd', table='children_personname', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personname',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_personnameevent" ("family_name", "given_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."family_name", OLD."given_name", OLD."id", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."until", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='2ca0269d0e4170f269608e0f30e8739afad27771', operation='DELETE', pgid='pgtrigger_delete_delete_9733e', table='children_personname', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='alert',
                    constraint=models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='alert_ends_after_it_starts', violation_error_message='The danger cannot end before it began'),
                ),
                migrations.AddConstraint(
                    model_name='personname',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='personname_withdrawn_whole'),
                ),
            ],
        ),
    ]
