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
            ],
        ),
    ]
