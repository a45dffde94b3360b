import casework.interface.migrations
import django.contrib.postgres.fields
import django.core.validators
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
                    name='ChangedDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=20)),
                        ('day', models.DateField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['source', 'day'], name='changed_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Published',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(max_length=60)),
                        ('area', models.CharField(max_length=80, verbose_name='where')),
                        ('period', models.CharField(max_length=40, verbose_name='when')),
                        ('share', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='per cent')),
                        ('source', models.CharField(max_length=200, verbose_name='who published it')),
                        ('address', models.URLField(blank=True, verbose_name='where it can be read')),
                        ('loaded_at', models.DateTimeField(auto_now=True)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('loaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'published',
                        'ordering': ['figure', 'area', 'period'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'figure', 'area', 'period'), name='published_once'), models.CheckConstraint(condition=models.Q(('share__gte', 0), ('share__lte', 100)), name='published_share_is_a_share', violation_error_message='Give a share from 0 to 100')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishedEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('figure', models.CharField(max_length=60)),
                        ('area', models.CharField(max_length=80, verbose_name='where')),
                        ('period', models.CharField(max_length=40, verbose_name='when')),
                        ('share', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='per cent')),
                        ('source', models.CharField(max_length=200, verbose_name='who published it')),
                        ('address', models.URLField(blank=True, verbose_name='where it can be read')),
                        ('loaded_at', models.DateTimeField(auto_now=True)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('loaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='figures.published')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TalliedDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=20)),
                        ('day', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('source', 'day'), name='tallied_day_once')],
                    },
                ),
                migrations.CreateModel(
                    name='WallNumber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                        ('figure', models.CharField(max_length=60)),
                        ('aim', models.CharField(blank=True, choices=[('at_least', 'At least'), ('at_most', 'At most')], max_length=8, verbose_name='target')),
                        ('target', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='per cent')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wall_numbers', to='access.authority')),
                    ],
                    options={
                        'ordering': ['authority', 'place'],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'place'), name='wall_place_once'), models.UniqueConstraint(fields=('authority', 'figure'), name='wall_figure_once'), models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 6)), name='wall_holds_six'), models.CheckConstraint(condition=models.Q(models.Q(('aim', ''), ('target', None)), models.Q(('target__lte', 100), models.Q(('aim', ''), _negated=True)), _connector='OR'), name='wall_target_has_a_direction', violation_error_message='Say whether the target is the least or the most')],
                    },
                ),
                migrations.CreateModel(
                    name='WallNumberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('place', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                        ('figure', models.CharField(max_length=60)),
                        ('aim', models.CharField(blank=True, choices=[('at_least', 'At least'), ('at_most', 'At most')], max_length=8, verbose_name='target')),
                        ('target', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='per cent')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='figures.wallnumber')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DayTally',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(max_length=60)),
                        ('day', models.DateField()),
                        ('of', models.PositiveIntegerField()),
                        ('counted', models.PositiveIntegerField()),
                        ('some_counted', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                        ('some_not', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.authority')),
                    ],
                    options={
                        'verbose_name_plural': 'day tallies',
                        'indexes': [models.Index(fields=['day', 'figure'], name='day_tally_of_day')],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'figure', 'day'), name='day_tally_once')],
                    },
                ),
                migrations.CreateModel(
                    name='DeletedShare',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(max_length=60)),
                        ('month', models.DateField()),
                        ('of', models.PositiveIntegerField(default=0)),
                        ('counted', models.PositiveIntegerField(default=0)),
                        ('some_counted', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                        ('some_not', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.authority')),
                    ],
                    options={
                        'verbose_name': 'share of deleted files',
                        'constraints': [models.UniqueConstraint(fields=('authority', 'figure', 'month'), name='deleted_share_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='published',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_publishedevent" ("address", "area", "authority_id", "figure", "id", "loaded_at", "loaded_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "source") VALUES (NEW."address", NEW."area", NEW."authority_id", NEW."figure", NEW."id", NEW."loaded_at", NEW."loaded_by_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."share", NEW."source"); RETURN NULL;', hash='6f7953fcecc7b88d9c5021b6d0fddf30414db68b', operation='INSERT', pgid='pgtrigger_insert_insert_453c0', table='figures_published', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='published',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "figures_publishedevent" ("address", "area", "authority_id", "figure", "id", "loaded_at", "loaded_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "source") VALUES (NEW."address", NEW."area", NEW."authority_id", NEW."figure", NEW."id", NEW."loaded_at", NEW."loaded_by_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."share", NEW."source"); RETURN NULL;', hash='192ef6365a4216e4de9a1554640425be477c5914', operation='UPDATE', pgid='pgtrigger_update_update_55fec', table='figures_published', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='published',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_publishedevent" ("address", "area", "authority_id", "figure", "id", "loaded_at", "loaded_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "source") VALUES (OLD."address", OLD."area", OLD."authority_id", OLD."figure", OLD."id", OLD."loaded_at", OLD."loaded_by_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."share", OLD."source"); RETURN NULL;', hash='dcea35b59fe577390c003d623abf4b1c827ad5d0', operation='DELETE', pgid='pgtrigger_delete_delete_7e467', table='figures_published', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallnumber',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_wallnumberevent" ("aim", "authority_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "target") VALUES (NEW."aim", NEW."authority_id", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."target"); RETURN NULL;', hash='f8fb0059f742f4ab76a38d52b5ebdc2d2831681d', operation='INSERT', pgid='pgtrigger_insert_insert_827de', table='figures_wallnumber', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallnumber',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "figures_wallnumberevent" ("aim", "authority_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "target") VALUES (NEW."aim", NEW."authority_id", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."target"); RETURN NULL;', hash='0a7a3c9a28761da4920d507ad20edc5b319ab056', operation='UPDATE', pgid='pgtrigger_update_update_47197', table='figures_wallnumber', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wallnumber',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_wallnumberevent" ("aim", "authority_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "target") VALUES (OLD."aim", OLD."authority_id", OLD."figure", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."target"); RETURN NULL;', hash='c7027c44264bbb7c0c17e0fe5ac4817e2a8ed62e', operation='DELETE', pgid='pgtrigger_delete_delete_c6e57', table='figures_wallnumber', when='AFTER')),
                ),
            ],
        ),
    ]
