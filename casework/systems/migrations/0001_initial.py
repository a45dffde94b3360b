import casework.interface.migrations
import casework.systems.models
import django.contrib.postgres.fields
import django.core.validators
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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Credential',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=12, unique=True)),
                        ('digest', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_on', models.DateField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('system', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='systems.system')),
                    ],
                    options={
                        'ordering': ['-made_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='credential_ended_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='System',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='what it is called')),
                        ('purpose', models.TextField(verbose_name='what it reads for, and on what ground')),
                        ('sight', models.CharField(choices=[('system_service', 'Every child of the service, restricted files left out'), ('system_team', 'The children of one team, restricted files left out'), ('system_figures', 'No child: figures only')], max_length=20, verbose_name='which children it may know of')),
                        ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None, verbose_name='what it may read')),
                        ('addresses', models.TextField(blank=True, validators=[casework.systems.models.addresses_are_well_formed], verbose_name='addresses it may ask from')),
                        ('most_a_minute', models.PositiveSmallIntegerField(default=120, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6000)], verbose_name='how often it may ask in a minute')),
                        ('ended_at', models.DateTimeField(editable=False, null=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='systems', to='access.authority')),
                        ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who answers for it')),
                        ('reads_as', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='system', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'name'), name='system_name_once', violation_error_message='Another system is called so'), models.CheckConstraint(condition=models.Q(models.Q(('sight', 'system_team'), ('team__isnull', False)), models.Q(models.Q(('sight', 'system_team'), _negated=True), ('team', None)), _connector='OR'), name='system_of_a_team_has_one', violation_error_message='Choose a team where it reads of one team, and only there')],
                    },
                ),
                migrations.CreateModel(
                    name='CredentialEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=12)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_on', models.DateField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='systems.credential')),
                        ('system', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='systems.system')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SystemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=80, verbose_name='what it is called')),
                        ('purpose', models.TextField(verbose_name='what it reads for, and on what ground')),
                        ('sight', models.CharField(choices=[('system_service', 'Every child of the service, restricted files left out'), ('system_team', 'The children of one team, restricted files left out'), ('system_figures', 'No child: figures only')], max_length=20, verbose_name='which children it may know of')),
                        ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None, verbose_name='what it may read')),
                        ('addresses', models.TextField(blank=True, validators=[casework.systems.models.addresses_are_well_formed], verbose_name='addresses it may ask from')),
                        ('most_a_minute', models.PositiveSmallIntegerField(default=120, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6000)], verbose_name='how often it may ask in a minute')),
                        ('ended_at', models.DateTimeField(editable=False, null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('keeper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who answers for it')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='systems.system')),
                        ('reads_as', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Use',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('minute', models.DateTimeField()),
                        ('asked', models.PositiveIntegerField(default=0)),
                        ('refused', models.PositiveIntegerField(default=0)),
                        ('refused_because', models.CharField(blank=True, max_length=100)),
                        ('credential', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='systems.credential')),
                    ],
                    options={
                        'ordering': ['-minute'],
                        'constraints': [models.UniqueConstraint(fields=('credential', 'minute'), name='use_once_a_minute')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='system',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "systems_systemevent" ("addresses", "authority_id", "ended_at", "id", "keeper_id", "kinds", "most_a_minute", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reads_as_id", "sight", "team_id") VALUES (NEW."addresses", NEW."authority_id", NEW."ended_at", NEW."id", NEW."keeper_id", NEW."kinds", NEW."most_a_minute", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reads_as_id", NEW."sight", NEW."team_id"); RETURN NULL;', hash='db6d5df5b4e72aee2c6d15591dafd962f127bfb9', operation='INSERT', pgid='pgtrigger_insert_insert_bdb60', table='systems_system', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='system',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "systems_systemevent" ("addresses", "authority_id", "ended_at", "id", "keeper_id", "kinds", "most_a_minute", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reads_as_id", "sight", "team_id") VALUES (NEW."addresses", NEW."authority_id", NEW."ended_at", NEW."id", NEW."keeper_id", NEW."kinds", NEW."most_a_minute", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."reads_as_id", NEW."sight", NEW."team_id"); RETURN NULL;', hash='c7b84bae916f530222cfc94fa7fc7c021699a496', operation='UPDATE', pgid='pgtrigger_update_update_4de9f', table='systems_system', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='system',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "systems_systemevent" ("addresses", "authority_id", "ended_at", "id", "keeper_id", "kinds", "most_a_minute", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reads_as_id", "sight", "team_id") VALUES (OLD."addresses", OLD."authority_id", OLD."ended_at", OLD."id", OLD."keeper_id", OLD."kinds", OLD."most_a_minute", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reads_as_id", OLD."sight", OLD."team_id"); RETURN NULL;', hash='91f578ddd6365ad11ee1dce1f116b36006435bb8', operation='DELETE', pgid='pgtrigger_delete_delete_19c2b', table='systems_system', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='credential',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "systems_credentialevent" ("ended_at", "ended_by_id", "expires_on", "id", "key", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."expires_on", NEW."id", NEW."key", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."system_id"); RETURN NULL;', hash='8f073cfceda266d6d8351f199e6e879eaa4983bf', operation='INSERT', pgid='pgtrigger_insert_insert_86e0e', table='systems_credential', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='credential',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."system_id" IS DISTINCT FROM (NEW."system_id"))', func='INSERT INTO "systems_credentialevent" ("ended_at", "ended_by_id", "expires_on", "id", "key", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."expires_on", NEW."id", NEW."key", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."system_id"); RETURN NULL;', hash='5ce92624e86c4579095b87728b007ae0da2a1bfb', operation='UPDATE', pgid='pgtrigger_update_update_e9fc5', table='systems_credential', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='credential',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "systems_credentialevent" ("ended_at", "ended_by_id", "expires_on", "id", "key", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system_id") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."expires_on", OLD."id", OLD."key", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."system_id"); RETURN NULL;', hash='9380f5e04664138251e9ac27160b1d59b35024a2', operation='DELETE', pgid='pgtrigger_delete_delete_d2b97', table='systems_credential', when='AFTER')),
                ),
            ],
        ),
    ]
