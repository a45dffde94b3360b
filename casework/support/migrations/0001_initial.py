import casework.interface.migrations
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
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
                    name='Service',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='what is it called?')),
                        ('kind', models.CharField(choices=[('edge_of_care', 'Edge of care: keeps children with their family'), ('family_support', 'Family support'), ('therapy', 'Therapy or counselling'), ('health', 'A health service'), ('group', 'A group for parents or children'), ('short_breaks', 'Short breaks'), ('mentoring', 'Mentoring or youth work'), ('adults', 'A service for a parent'), ('other', 'Another service')], max_length=16, verbose_name='what kind of help is it?')),
                        ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('wellbeing', 'Emotional wellbeing'), ('mental_health', 'Mental health that needs a clinician'), ('domestic_abuse', 'Living with domestic abuse, as a child'), ('trauma', 'Trauma, neglect or abuse in the past'), ('sexual_abuse', 'Sexual abuse'), ('harmful_sexual', 'Harmful sexual behaviour'), ('substances', 'The child’s use of drugs or alcohol'), ('neurodevelopment', 'Autism, ADHD or another neurodevelopmental need'), ('speech', 'Speech, language and communication'), ('bereavement', 'Bereavement or loss'), ('self_harm', 'Self-harm or thoughts of suicide'), ('eating', 'Eating'), ('exploitation', 'Exploitation, or going missing'), ('violence_at_home', 'A child’s violence towards their family'), ('parenting', 'Parenting, routines and boundaries'), ('conflict', 'Conflict between parents, or a family falling apart'), ('parent_abuse', 'A parent who lives with, or uses, domestic abuse'), ('parent_substances', 'A parent’s use of drugs or alcohol'), ('parent_mental_health', 'A parent’s mental health'), ('young_carer', 'Caring for somebody at home'), ('disability', 'The child’s disability, and a break for the family'), ('school', 'Staying in school'), ('home_and_money', 'Home, money and daily life'), ('other', 'Another need')], max_length=24), default=list, size=None, verbose_name='which needs does it answer?')),
                        ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='youngest age')),
                        ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oldest age')),
                        ('criteria', models.TextField(blank=True, verbose_name='who is it for?')),
                        ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places at one time')),
                        ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='what does it cost?')),
                        ('cost_per', models.CharField(blank=True, choices=[('place', 'a place'), ('week', 'a week'), ('session', 'a session')], max_length=8, verbose_name='for')),
                        ('provider', models.CharField(max_length=100, verbose_name='who provides it?')),
                        ('contact', models.CharField(blank=True, max_length=200, verbose_name='where does a referral go?')),
                        ('asks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='what does its referral form ask?')),
                        ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day before it ended')),
                        ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='why it ended')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='access.authority')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'indexes': [models.Index(fields=['authority', 'kind'], name='service_by_kind')],
                        'constraints': [models.UniqueConstraint(fields=('authority', 'name', 'starts_on'), name='service_named_once', violation_error_message='A service of this name begins on this day already'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='service_ends_after_it_starts', violation_error_message='It cannot end before it began'), models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ends_on', None)), models.Q(('ends_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='service_end_says_why', violation_error_message='Say when it ended and why, or neither'), models.CheckConstraint(condition=models.Q(('age_from', None), ('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='service_ages_in_order', violation_error_message='The oldest age cannot be below the youngest'), models.CheckConstraint(condition=models.Q(('needs', []), _negated=True), name='service_answers_a_need', violation_error_message='Say at least one need it answers'), models.CheckConstraint(condition=models.Q(models.Q(('cost', None), ('cost_per', '')), models.Q(('cost__gte', 0), ('cost__isnull', False), models.Q(('cost_per', ''), _negated=True)), _connector='OR'), name='service_cost_says_for_what', violation_error_message='Say what the cost is for: a place, a week or a session')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=100, verbose_name='what is it called?')),
                        ('kind', models.CharField(choices=[('edge_of_care', 'Edge of care: keeps children with their family'), ('family_support', 'Family support'), ('therapy', 'Therapy or counselling'), ('health', 'A health service'), ('group', 'A group for parents or children'), ('short_breaks', 'Short breaks'), ('mentoring', 'Mentoring or youth work'), ('adults', 'A service for a parent'), ('other', 'Another service')], max_length=16, verbose_name='what kind of help is it?')),
                        ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('wellbeing', 'Emotional wellbeing'), ('mental_health', 'Mental health that needs a clinician'), ('domestic_abuse', 'Living with domestic abuse, as a child'), ('trauma', 'Trauma, neglect or abuse in the past'), ('sexual_abuse', 'Sexual abuse'), ('harmful_sexual', 'Harmful sexual behaviour'), ('substances', 'The child’s use of drugs or alcohol'), ('neurodevelopment', 'Autism, ADHD or another neurodevelopmental need'), ('speech', 'Speech, language and communication'), ('bereavement', 'Bereavement or loss'), ('self_harm', 'Self-harm or thoughts of suicide'), ('eating', 'Eating'), ('exploitation', 'Exploitation, or going missing'), ('violence_at_home', 'A child’s violence towards their family'), ('parenting', 'Parenting, routines and boundaries'), ('conflict', 'Conflict between parents, or a family falling apart'), ('parent_abuse', 'A parent who lives with, or uses, domestic abuse'), ('parent_substances', 'A parent’s use of drugs or alcohol'), ('parent_mental_health', 'A parent’s mental health'), ('young_carer', 'Caring for somebody at home'), ('disability', 'The child’s disability, and a break for the family'), ('school', 'Staying in school'), ('home_and_money', 'Home, money and daily life'), ('other', 'Another need')], max_length=24), default=list, size=None, verbose_name='which needs does it answer?')),
                        ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='youngest age')),
                        ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oldest age')),
                        ('criteria', models.TextField(blank=True, verbose_name='who is it for?')),
                        ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places at one time')),
                        ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='what does it cost?')),
                        ('cost_per', models.CharField(blank=True, choices=[('place', 'a place'), ('week', 'a week'), ('session', 'a session')], max_length=8, verbose_name='for')),
                        ('provider', models.CharField(max_length=100, verbose_name='who provides it?')),
                        ('contact', models.CharField(blank=True, max_length=200, verbose_name='where does a referral go?')),
                        ('asks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='what does its referral form ask?')),
                        ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day before it ended')),
                        ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='why it ended')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.service')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='service',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_serviceevent" ("age_from", "age_to", "asks", "authority_id", "capacity", "contact", "cost", "cost_per", "criteria", "ended_because", "ends_on", "id", "kind", "name", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "starts_on") VALUES (NEW."age_from", NEW."age_to", NEW."asks", NEW."authority_id", NEW."capacity", NEW."contact", NEW."cost", NEW."cost_per", NEW."criteria", NEW."ended_because", NEW."ends_on", NEW."id", NEW."kind", NEW."name", NEW."needs", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider", NEW."starts_on"); RETURN NULL;', hash='fc4bfdf2e73bdb14368f58677fcde5d83eee56af', operation='INSERT', pgid='pgtrigger_insert_insert_0f37b', table='support_service', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='service',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_serviceevent" ("age_from", "age_to", "asks", "authority_id", "capacity", "contact", "cost", "cost_per", "criteria", "ended_because", "ends_on", "id", "kind", "name", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "starts_on") VALUES (NEW."age_from", NEW."age_to", NEW."asks", NEW."authority_id", NEW."capacity", NEW."contact", NEW."cost", NEW."cost_per", NEW."criteria", NEW."ended_because", NEW."ends_on", NEW."id", NEW."kind", NEW."name", NEW."needs", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider", NEW."starts_on"); RETURN NULL;', hash='2f3ee6773cead02b3d1f57723757227b9053a5e4', operation='UPDATE', pgid='pgtrigger_update_update_18c5f', table='support_service', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='service',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_serviceevent" ("age_from", "age_to", "asks", "authority_id", "capacity", "contact", "cost", "cost_per", "criteria", "ended_because", "ends_on", "id", "kind", "name", "needs", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "starts_on") VALUES (OLD."age_from", OLD."age_to", OLD."asks", OLD."authority_id", OLD."capacity", OLD."contact", OLD."cost", OLD."cost_per", OLD."criteria", OLD."ended_because", OLD."ends_on", OLD."id", OLD."kind", OLD."name", OLD."needs", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider", OLD."starts_on"); RETURN NULL;', hash='d3281e4df058fea5f6c792535194f87a4539aa1e', operation='DELETE', pgid='pgtrigger_delete_delete_53555', table='support_service', when='AFTER')),
                ),
            ],
        ),
    ]
