import casework.interface.migrations
import datetime
import django.db.models.deletion
import django.db.models.expressions
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
                    name='LegalStatus',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('placement', 'Placement order'), ('care', 'Care order'), ('interim_care', 'Interim care order'), ('emergency', 'Emergency protection order'), ('police', 'Police protection'), ('remand', 'Remanded to local authority accommodation'), ('detained', 'In local authority accommodation under PACE'), ('youth', 'Youth rehabilitation order with residence'), ('assessment', 'Child assessment order, looked after'), ('section_20', 'Section 20: looked after by agreement'), ('breaks', 'Short breaks, each recorded'), ('breaks_agreed', 'Short breaks, under one agreement'), ('proceedings', 'Care proceedings, no order yet'), ('preproceedings', 'Pre-proceedings'), ('supervision', 'Supervision order'), ('interim_supervision', 'Interim supervision order'), ('guardianship', 'Special guardianship order'), ('arrangements', 'Child arrangements order'), ('ward', 'Ward of court'), ('adopted', 'Adoption order'), ('other', 'Another order: see the note')], max_length=20, verbose_name='what is it?')),
                        ('started_on', models.DateField(verbose_name='from')),
                        ('started_time', models.TimeField(blank=True, null=True, verbose_name='at what time')),
                        ('court', models.CharField(blank=True, max_length=160, verbose_name='which court, or who agreed')),
                        ('case_number', models.CharField(blank=True, max_length=40)),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until when does it last, if it says so')),
                        ('extended_on', models.DateField(blank=True, null=True, verbose_name='the day the court extended it')),
                        ('extended_until', models.DateField(blank=True, null=True, verbose_name='extended until, with that day')),
                        ('note', models.TextField(blank=True, verbose_name='what it says that others must know')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                        ('ended_because', models.CharField(blank=True, choices=[('replaced', 'Another order or agreement took its place'), ('discharged', 'A court discharged or refused it'), ('expired', 'It ran out'), ('parent', 'Whoever agreed took their agreement back'), ('home', 'The child went home'), ('other', 'Another reason: see the note')], max_length=10, verbose_name='why it ended')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'legal status',
                        'verbose_name_plural': 'legal statuses',
                        'indexes': [models.Index(fields=['child', 'ended_on'], name='legal_of_child')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None), ('withdrawn_at', None)), fields=('child', 'kind'), name='legal_once', violation_error_message='This stands on the file already: end that first'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='legal_ends_after_it_starts', violation_error_message='It cannot end before it began'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('started_on')), _connector='OR'), name='legal_lasts_after_it_starts', violation_error_message='It cannot last until a day before it began'), models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on', None)), models.Q(('ended_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='legal_end_has_its_reason', violation_error_message='Say when it ended and why, or neither'), models.CheckConstraint(condition=models.Q(models.Q(('extended_on', None), ('extended_until', None)), models.Q(('extended_on__isnull', False), ('extended_until__isnull', False), ('kind', 'emergency')), _connector='OR'), name='legal_extended_whole', violation_error_message='Say on which day the court extended it, and until when'), models.CheckConstraint(condition=models.Q(('extended_on', None), models.Q(('extended_on__gte', models.F('started_on')), ('extended_on__lte', django.db.models.expressions.CombinedExpression(models.F('started_on'), '+', models.Value(datetime.timedelta(days=8))))), _connector='OR'), name='legal_extended_while_it_stood', violation_error_message='A court extends it while it stands: within 8 days of its beginning'), models.CheckConstraint(condition=models.Q(('extended_until', None), models.Q(('extended_until__gte', models.F('extended_on')), ('extended_until__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('started_on'), '+', models.Value(datetime.timedelta(days=8))), '+', models.Value(datetime.timedelta(days=7))))), _connector='OR'), name='legal_extended_by_seven_days', violation_error_message='A court extends it once, by 7 days at most'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='legalstatus_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='LegalStatusEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('placement', 'Placement order'), ('care', 'Care order'), ('interim_care', 'Interim care order'), ('emergency', 'Emergency protection order'), ('police', 'Police protection'), ('remand', 'Remanded to local authority accommodation'), ('detained', 'In local authority accommodation under PACE'), ('youth', 'Youth rehabilitation order with residence'), ('assessment', 'Child assessment order, looked after'), ('section_20', 'Section 20: looked after by agreement'), ('breaks', 'Short breaks, each recorded'), ('breaks_agreed', 'Short breaks, under one agreement'), ('proceedings', 'Care proceedings, no order yet'), ('preproceedings', 'Pre-proceedings'), ('supervision', 'Supervision order'), ('interim_supervision', 'Interim supervision order'), ('guardianship', 'Special guardianship order'), ('arrangements', 'Child arrangements order'), ('ward', 'Ward of court'), ('adopted', 'Adoption order'), ('other', 'Another order: see the note')], max_length=20, verbose_name='what is it?')),
                        ('started_on', models.DateField(verbose_name='from')),
                        ('started_time', models.TimeField(blank=True, null=True, verbose_name='at what time')),
                        ('court', models.CharField(blank=True, max_length=160, verbose_name='which court, or who agreed')),
                        ('case_number', models.CharField(blank=True, max_length=40)),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until when does it last, if it says so')),
                        ('extended_on', models.DateField(blank=True, null=True, verbose_name='the day the court extended it')),
                        ('extended_until', models.DateField(blank=True, null=True, verbose_name='extended until, with that day')),
                        ('note', models.TextField(blank=True, verbose_name='what it says that others must know')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                        ('ended_because', models.CharField(blank=True, choices=[('replaced', 'Another order or agreement took its place'), ('discharged', 'A court discharged or refused it'), ('expired', 'It ran out'), ('parent', 'Whoever agreed took their agreement back'), ('home', 'The child went home'), ('other', 'Another reason: see the note')], max_length=10, verbose_name='why it ended')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='legal.legalstatus')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='legalstatus',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_legalstatusevent" ("authority_id", "case_number", "child_id", "court", "ended_because", "ended_on", "extended_on", "extended_until", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "started_time", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."case_number", NEW."child_id", NEW."court", NEW."ended_because", NEW."ended_on", NEW."extended_on", NEW."extended_until", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."started_time", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='75709a311469a36bb257910cc7c75f812ef59abe', operation='INSERT', pgid='pgtrigger_insert_insert_deb25', table='legal_legalstatus', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='legalstatus',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "legal_legalstatusevent" ("authority_id", "case_number", "child_id", "court", "ended_because", "ended_on", "extended_on", "extended_until", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "started_time", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."case_number", NEW."child_id", NEW."court", NEW."ended_because", NEW."ended_on", NEW."extended_on", NEW."extended_until", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."started_time", NEW."team_id", NEW."until", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='98bda655a09bcf8151b5d13b432c9ca58175528b', operation='UPDATE', pgid='pgtrigger_update_update_5c64f', table='legal_legalstatus', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='legalstatus',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_legalstatusevent" ("authority_id", "case_number", "child_id", "court", "ended_because", "ended_on", "extended_on", "extended_until", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "started_time", "team_id", "until", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."case_number", OLD."child_id", OLD."court", OLD."ended_because", OLD."ended_on", OLD."extended_on", OLD."extended_until", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."started_on", OLD."started_time", OLD."team_id", OLD."until", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='fe7d8031b7048054227500ce872c506d97ba57ad', operation='DELETE', pgid='pgtrigger_delete_delete_de04a', table='legal_legalstatus', when='AFTER')),
                ),
            ],
        ),
    ]
