import casework.interface.migrations
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('figures', '0002_days_counted_once'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
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
                        'constraints': [models.UniqueConstraint(fields=('authority', 'place'), name='wall_place_once'), models.UniqueConstraint(fields=('authority', 'figure'), name='wall_figure_once'), models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 6)), name='wall_holds_six'), models.CheckConstraint(condition=models.Q(models.Q(('aim', ''), ('target', None)), models.Q(('target__lte', 100), models.Q(('aim', ''), _negated=True)), _connector='OR'), name='wall_target_has_a_direction', violation_error_message='Say whether the target is the least or the most')],
                        'ordering': ['authority', 'place'],
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
            ]
        ),
    ]
