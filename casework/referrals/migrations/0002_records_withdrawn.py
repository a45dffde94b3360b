import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0008_records_withdrawn'),
        ('referrals', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='childcontact',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childcontact',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childcontact',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='episodeofneed',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='episodeofneed',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='episodeofneed',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyhelp',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyhelp',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='familyhelp',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='referral',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='referral',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='referral',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childcontact',
            name='contact_once_a_child',
        ),
        migrations.RemoveConstraint(
            model_name='episodeofneed',
            name='episode_one_open',
        ),
        migrations.AddField(
            model_name='childcontact',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childcontact',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childcontact',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='childcontactevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='childcontactevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='childcontactevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='episodeofneed',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='episodeofneed',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='episodeofneed',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='episodeofneedevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='episodeofneedevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='episodeofneedevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='familyhelp',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='familyhelp',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='familyhelp',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='familyhelpevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='familyhelpevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='familyhelpevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referral',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='referral',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralevent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='referralevent',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='referralevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childcontact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_childcontactevent" ("authority_id", "child_id", "contact_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "screened_by_id", "screened_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worry") VALUES (NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."screened_by_id", NEW."screened_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worry"); RETURN NULL;', hash='5cf0ee79aeb4ae734f165a9b0d05a1a184bfd6ef', operation='INSERT', pgid='pgtrigger_insert_insert_50a13', table='referrals_childcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childcontact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_childcontactevent" ("authority_id", "child_id", "contact_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "screened_by_id", "screened_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worry") VALUES (NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."screened_by_id", NEW."screened_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worry"); RETURN NULL;', hash='a6a678b7d8a1747dec4337077b5b5970dedc1220', operation='UPDATE', pgid='pgtrigger_update_update_fbf66', table='referrals_childcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childcontact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_childcontactevent" ("authority_id", "child_id", "contact_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "screened_by_id", "screened_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worry") VALUES (OLD."authority_id", OLD."child_id", OLD."contact_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reasons", OLD."recorded_at", OLD."recorded_by_id", OLD."screened_by_id", OLD."screened_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."worry"); RETURN NULL;', hash='8d37bfef4f4e8d023e65e16b099b3c6f2dc51735', operation='DELETE', pgid='pgtrigger_delete_delete_552c8', table='referrals_childcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episodeofneed',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_episodeofneedevent" ("authority_id", "child_id", "closed_on", "closing_summary", "closure_reason", "family_told_on", "for_family", "goes_on", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."closed_on", NEW."closing_summary", NEW."closure_reason", NEW."family_told_on", NEW."for_family", NEW."goes_on", NEW."id", NEW."imported", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."primary_need", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='97d8b2276bda900dee12c9e9344d498ef32ff589', operation='INSERT', pgid='pgtrigger_insert_insert_f2b28', table='referrals_episodeofneed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episodeofneed',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_episodeofneedevent" ("authority_id", "child_id", "closed_on", "closing_summary", "closure_reason", "family_told_on", "for_family", "goes_on", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."closed_on", NEW."closing_summary", NEW."closure_reason", NEW."family_told_on", NEW."for_family", NEW."goes_on", NEW."id", NEW."imported", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."primary_need", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."started_on", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='f692ca8c08524ca1b4e26d9c3b7f195fd168810d', operation='UPDATE', pgid='pgtrigger_update_update_730f2', table='referrals_episodeofneed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episodeofneed',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_episodeofneedevent" ("authority_id", "child_id", "closed_on", "closing_summary", "closure_reason", "family_told_on", "for_family", "goes_on", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."closed_on", OLD."closing_summary", OLD."closure_reason", OLD."family_told_on", OLD."for_family", OLD."goes_on", OLD."id", OLD."imported", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."primary_need", OLD."recorded_at", OLD."recorded_by_id", OLD."referral_id", OLD."started_on", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='da9d0b287193186bcfffb24531d29bc2ed57cf77', operation='DELETE', pgid='pgtrigger_delete_delete_3b94e', table='referrals_episodeofneed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyhelp',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_familyhelpevent" ("answer", "answered_on", "authority_id", "child_id", "contact_id", "declined_referral_id", "ended_because", "ended_on", "help_with", "id", "lead", "offered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."answered_on", NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."declined_referral_id", NEW."ended_because", NEW."ended_on", NEW."help_with", NEW."id", NEW."lead", NEW."offered_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."started_on", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='8de4e6c8b736fa114a3df98f9f4e75c3bffafbc3', operation='INSERT', pgid='pgtrigger_insert_insert_f133d', table='referrals_familyhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyhelp',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_familyhelpevent" ("answer", "answered_on", "authority_id", "child_id", "contact_id", "declined_referral_id", "ended_because", "ended_on", "help_with", "id", "lead", "offered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."answered_on", NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."declined_referral_id", NEW."ended_because", NEW."ended_on", NEW."help_with", NEW."id", NEW."lead", NEW."offered_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."referral_id", NEW."started_on", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='fee6551fbcd40db22dc0a618627cc9106abaaea1', operation='UPDATE', pgid='pgtrigger_update_update_29651', table='referrals_familyhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyhelp',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_familyhelpevent" ("answer", "answered_on", "authority_id", "child_id", "contact_id", "declined_referral_id", "ended_because", "ended_on", "help_with", "id", "lead", "offered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referral_id", "started_on", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."answer", OLD."answered_on", OLD."authority_id", OLD."child_id", OLD."contact_id", OLD."declined_referral_id", OLD."ended_because", OLD."ended_on", OLD."help_with", OLD."id", OLD."lead", OLD."offered_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."referral_id", OLD."started_on", OLD."team_id", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='057256465046caa7a6e6204c544e4265c0627d06', operation='DELETE', pgid='pgtrigger_delete_delete_49476', table='referrals_familyhelp', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_referralevent" ("authority_id", "child_id", "contact_id", "decided_by_id", "decided_on", "decision", "decision_reasons", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "reasons", "received_on", "recorded_at", "recorded_by_id", "referrer_told_on", "source", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."decision_reasons", NEW."id", NEW."imported", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."primary_need", NEW."reasons", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."referrer_told_on", NEW."source", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='1773be3696ba7dee092385894396f773ff618ab3', operation='INSERT', pgid='pgtrigger_insert_insert_a74c8', table='referrals_referral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_referralevent" ("authority_id", "child_id", "contact_id", "decided_by_id", "decided_on", "decision", "decision_reasons", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "reasons", "received_on", "recorded_at", "recorded_by_id", "referrer_told_on", "source", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."child_id", NEW."contact_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."decision_reasons", NEW."id", NEW."imported", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."primary_need", NEW."reasons", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."referrer_told_on", NEW."source", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='f490371f458fbb6b28d59bcabe4ee20865db6ed4', operation='UPDATE', pgid='pgtrigger_update_update_223e7', table='referrals_referral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_referralevent" ("authority_id", "child_id", "contact_id", "decided_by_id", "decided_on", "decision", "decision_reasons", "id", "imported", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_need", "reasons", "received_on", "recorded_at", "recorded_by_id", "referrer_told_on", "source", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."child_id", OLD."contact_id", OLD."decided_by_id", OLD."decided_on", OLD."decision", OLD."decision_reasons", OLD."id", OLD."imported", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."primary_need", OLD."reasons", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."referrer_told_on", OLD."source", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='3c112b4a669668b8e0a430b284b52109998c7213', operation='DELETE', pgid='pgtrigger_delete_delete_e24da', table='referrals_referral', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childcontact',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('contact', 'child'), name='contact_once_a_child'),
        ),
        migrations.AddConstraint(
            model_name='childcontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='childcontact_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='episodeofneed',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('imported', False), ('withdrawn_at', None)), fields=('child',), name='episode_one_open', violation_error_message='The child already has an open episode of need'),
        ),
        migrations.AddConstraint(
            model_name='episodeofneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='episodeofneed_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='familyhelp',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='familyhelp_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='referral_withdrawn_whole'),
        ),
        ]),
    ]
