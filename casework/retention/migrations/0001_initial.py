import casework.interface.migrations
import casework.retention.models
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
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                        ('mark', models.CharField(max_length=64)),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], max_length=20)),
                        ('rule', models.CharField(max_length=200)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='kept until the year')),
                        ('begun_by', models.CharField(max_length=160)),
                        ('authorised_by', models.CharField(max_length=160)),
                        ('deleted_at', models.DateTimeField()),
                        ('tables', models.JSONField(default=dict)),
                        ('history', models.PositiveIntegerField(default=0, verbose_name='rows of history')),
                        ('documents', models.PositiveIntegerField(default=0, verbose_name='stored files')),
                        ('stays', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                        ('repeats', models.BooleanField(default=False, verbose_name='said again after a backup was put back')),
                        ('bytes_left', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                        ('signature', models.CharField(max_length=64)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='retention.round')),
                    ],
                    options={
                        'verbose_name': 'certificate of deletion',
                        'verbose_name_plural': 'certificates of deletion',
                        'ordering': ['-deleted_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DueFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.BigIntegerField(editable=False)),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20)),
                        ('rule', models.CharField(editable=False, max_length=200)),
                        ('event_on', models.DateField(editable=False, null=True)),
                        ('kept_until', models.DateField(editable=False, null=True)),
                        ('left_out_at', models.DateTimeField(editable=False, null=True)),
                        ('left_out_because', models.CharField(blank=True, max_length=300, verbose_name='why is it kept?')),
                        ('outcome', models.CharField(blank=True, choices=[('deleted', 'Deleted'), ('stopped', 'Stopped')], editable=False, max_length=7)),
                        ('outcome_words', models.CharField(blank=True, editable=False, max_length=300)),
                        ('outcome_at', models.DateTimeField(editable=False, null=True)),
                        ('left_out_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='retention.round')),
                    ],
                    options={
                        'verbose_name': 'file due',
                        'verbose_name_plural': 'files due',
                        'indexes': [models.Index(fields=['file'], name='due_file_by_file')],
                        'constraints': [models.UniqueConstraint(fields=('round', 'file'), name='due_file_once_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('left_out_at', None), ('left_out_because', ''), ('left_out_by', None)), models.Q(('left_out_at__isnull', False), ('left_out_by__isnull', False), models.Q(('left_out_because', ''), _negated=True)), _connector='OR'), name='due_file_left_out_with_a_reason', violation_error_message='Say why the file is kept')],
                    },
                ),
                migrations.CreateModel(
                    name='Hold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('category', models.CharField(blank=True, choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20, verbose_name='which files')),
                        ('reason', models.CharField(max_length=300, verbose_name='why are they held?')),
                        ('asked_by', models.CharField(max_length=150, verbose_name='who asked for it?')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('placed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('lifted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('lifted_because', models.CharField(blank=True, max_length=300, verbose_name='why does it end?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='children.child')),
                        ('lifted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('placed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'legal hold',
                        'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['authority'], name='hold_standing')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('child', None), models.Q(('category', ''), _negated=True)), models.Q(('category', ''), ('child__isnull', False)), _connector='OR'), name='hold_of_a_file_or_a_kind', violation_error_message='A hold is of one file or of a kind of files'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_because', ''), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_because', ''), _negated=True)), _connector='OR'), name='hold_lifted_with_a_reason', violation_error_message='Say why the hold ends')],
                    },
                ),
                migrations.CreateModel(
                    name='HoldEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('category', models.CharField(blank=True, choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20, verbose_name='which files')),
                        ('reason', models.CharField(max_length=300, verbose_name='why are they held?')),
                        ('asked_by', models.CharField(max_length=150, verbose_name='who asked for it?')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('placed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('lifted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('lifted_because', models.CharField(blank=True, max_length=300, verbose_name='why does it end?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('lifted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='retention.hold')),
                        ('placed_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('as_at', models.DateField(editable=False, verbose_name='files due by')),
                        ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('authorised_at', models.DateTimeField(editable=False, null=True)),
                        ('words', models.CharField(blank=True, max_length=500, verbose_name='what you checked')),
                        ('dropped_at', models.DateTimeField(editable=False, null=True)),
                        ('finished_at', models.DateTimeField(editable=False, null=True)),
                        ('authorised_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('begun_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dropped_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'round of deletion',
                        'verbose_name_plural': 'rounds of deletion',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at', None), ('finished_at', None)), fields=('authority',), name='retention_one_round_at_a_time', violation_error_message='Another round is not finished yet'), models.CheckConstraint(condition=models.Q(('authorised_by', None), models.Q(('authorised_by', models.F('begun_by')), _negated=True), _connector='OR'), name='retention_round_two_people', violation_error_message='Another person has to authorise, not the one who began it'), models.CheckConstraint(condition=models.Q(models.Q(('authorised_at', None), ('authorised_by', None)), models.Q(('authorised_at__isnull', False), ('authorised_by__isnull', False)), _connector='OR'), name='retention_round_authorised_by_somebody'), models.CheckConstraint(condition=models.Q(('finished_at', None), ('authorised_at__isnull', False), _connector='OR'), name='retention_round_finished_after_word')],
                    },
                ),
                migrations.CreateModel(
                    name='DueFileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('file', models.BigIntegerField(editable=False)),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20)),
                        ('rule', models.CharField(editable=False, max_length=200)),
                        ('left_out_at', models.DateTimeField(editable=False, null=True)),
                        ('left_out_because', models.CharField(blank=True, max_length=300, verbose_name='why is it kept?')),
                        ('outcome', models.CharField(blank=True, choices=[('deleted', 'Deleted'), ('stopped', 'Stopped')], editable=False, max_length=7)),
                        ('outcome_words', models.CharField(blank=True, editable=False, max_length=300)),
                        ('outcome_at', models.DateTimeField(editable=False, null=True)),
                        ('left_out_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='retention.duefile')),
                        ('round', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='retention.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CertificateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                        ('mark', models.CharField(max_length=64)),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], max_length=20)),
                        ('rule', models.CharField(max_length=200)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='kept until the year')),
                        ('begun_by', models.CharField(max_length=160)),
                        ('authorised_by', models.CharField(max_length=160)),
                        ('deleted_at', models.DateTimeField()),
                        ('tables', models.JSONField(default=dict)),
                        ('history', models.PositiveIntegerField(default=0, verbose_name='rows of history')),
                        ('documents', models.PositiveIntegerField(default=0, verbose_name='stored files')),
                        ('stays', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                        ('repeats', models.BooleanField(default=False, verbose_name='said again after a backup was put back')),
                        ('bytes_left', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                        ('signature', models.CharField(max_length=64)),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='retention.certificate')),
                        ('round', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='retention.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RoundEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('as_at', models.DateField(editable=False, verbose_name='files due by')),
                        ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('authorised_at', models.DateTimeField(editable=False, null=True)),
                        ('words', models.CharField(blank=True, max_length=500, verbose_name='what you checked')),
                        ('dropped_at', models.DateTimeField(editable=False, null=True)),
                        ('finished_at', models.DateTimeField(editable=False, null=True)),
                        ('authorised_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('begun_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dropped_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='retention.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Rule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20, verbose_name='which files')),
                        ('counted_from', models.CharField(choices=[('birth', 'Birth'), ('closing', 'The day the file closed'), ('adoption', 'The adoption order')], max_length=8, verbose_name='counted from')),
                        ('years', models.PositiveSmallIntegerField(verbose_name='for how many years')),
                        ('years_after_death', models.PositiveSmallIntegerField(blank=True, help_text='Where it is empty, a death changes nothing', null=True, verbose_name='for how many years after a death before 18')),
                        ('source', models.CharField(max_length=300, verbose_name='where it is written')),
                        ('confirmed_at', models.DateTimeField(editable=False, null=True)),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'rule of retention',
                        'verbose_name_plural': 'rules of retention',
                        'constraints': [models.UniqueConstraint(fields=('authority', 'category'), name='retention_rule_once'), models.CheckConstraint(condition=models.Q(('years__gte', 1), ('years__lte', 150)), name='retention_rule_years', violation_error_message='Give a number of years from 1 to 150'), models.CheckConstraint(condition=models.Q(('years_after_death', None), models.Q(('years_after_death__gte', 1), ('years_after_death__lte', 150)), _connector='OR'), name='retention_rule_years_after_death', violation_error_message='Give a number of years from 1 to 150, or leave it empty'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='retention_rule_confirmed_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='RuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], editable=False, max_length=20, verbose_name='which files')),
                        ('counted_from', models.CharField(choices=[('birth', 'Birth'), ('closing', 'The day the file closed'), ('adoption', 'The adoption order')], max_length=8, verbose_name='counted from')),
                        ('years', models.PositiveSmallIntegerField(verbose_name='for how many years')),
                        ('years_after_death', models.PositiveSmallIntegerField(blank=True, help_text='Where it is empty, a death changes nothing', null=True, verbose_name='for how many years after a death before 18')),
                        ('source', models.CharField(max_length=300, verbose_name='where it is written')),
                        ('confirmed_at', models.DateTimeField(editable=False, null=True)),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('confirmed_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='retention.rule')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StatisticalLine',
                    fields=[
                        ('id', models.BigIntegerField(default=casework.retention.models.any_number, primary_key=True, serialize=False)),
                        ('category', models.CharField(choices=[('adopted', 'Children who were adopted'), ('looked_after', 'Children who were looked after'), ('protection', 'Children who were protected: an enquiry, a conference or a plan'), ('in_need', 'Children in need: an accepted referral'), ('other', 'Every other file: a contact, a referral that went no further, early help')], max_length=20)),
                        ('born_in', models.PositiveSmallIntegerField(null=True, verbose_name='year of birth')),
                        ('sex', models.CharField(choices=[('F', 'Female'), ('M', 'Male'), ('U', 'Not known, or not born yet')], max_length=1)),
                        ('ethnicity', models.CharField(choices=[('WBRI', 'White British'), ('WIRI', 'White Irish'), ('WIRT', 'Traveller of Irish heritage'), ('WOTH', 'Any other White background'), ('WROM', 'Gypsy or Roma'), ('MWBC', 'White and Black Caribbean'), ('MWBA', 'White and Black African'), ('MWAS', 'White and Asian'), ('MOTH', 'Any other mixed background'), ('AIND', 'Indian'), ('APKN', 'Pakistani'), ('ABAN', 'Bangladeshi'), ('AOTH', 'Any other Asian background'), ('BCRB', 'Caribbean'), ('BAFR', 'African'), ('BOTH', 'Any other Black background'), ('CHNE', 'Chinese'), ('OOTH', 'Any other ethnic group'), ('REFU', 'Did not wish to say'), ('NOBT', 'Not asked yet')], max_length=4)),
                        ('disabled', models.BooleanField(default=False)),
                        ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                        ('opened_in', models.DateField(verbose_name='month it was opened')),
                        ('closed_in', models.DateField(verbose_name='month it closed')),
                        ('records', models.JSONField(default=dict, verbose_name='how many records of each kind')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                    ],
                    options={
                        'verbose_name': 'statistical line',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='hold',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_holdevent" ("asked_by", "authority_id", "category", "child_id", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "until") VALUES (NEW."asked_by", NEW."authority_id", NEW."category", NEW."child_id", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reason", NEW."until"); RETURN NULL;', hash='31e866ea800a45ac267aaee3bcb225e7321fae2d', operation='INSERT', pgid='pgtrigger_insert_insert_61310', table='retention_hold', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='hold',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "retention_holdevent" ("asked_by", "authority_id", "category", "child_id", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "until") VALUES (NEW."asked_by", NEW."authority_id", NEW."category", NEW."child_id", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reason", NEW."until"); RETURN NULL;', hash='29f41e25b70e7fbac598d4d212b3a3c4dd41c033', operation='UPDATE', pgid='pgtrigger_update_update_0bc78', table='retention_hold', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='hold',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_holdevent" ("asked_by", "authority_id", "category", "child_id", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "until") VALUES (OLD."asked_by", OLD."authority_id", OLD."category", OLD."child_id", OLD."id", OLD."lifted_at", OLD."lifted_because", OLD."lifted_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed_at", OLD."placed_by_id", OLD."reason", OLD."until"); RETURN NULL;', hash='ac95a912065f5f62ac588137757c3261cb68cac5', operation='DELETE', pgid='pgtrigger_delete_delete_8e5b2', table='retention_hold', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='round',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_roundevent" ("as_at", "authorised_at", "authorised_by_id", "authority_id", "begun_at", "begun_by_id", "dropped_at", "dropped_by_id", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."as_at", NEW."authorised_at", NEW."authorised_by_id", NEW."authority_id", NEW."begun_at", NEW."begun_by_id", NEW."dropped_at", NEW."dropped_by_id", NEW."finished_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."words"); RETURN NULL;', hash='38fa35ea4c2fa7ced255384888ef430e9eb0bfe2', operation='INSERT', pgid='pgtrigger_insert_insert_c984e', table='retention_round', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='round',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "retention_roundevent" ("as_at", "authorised_at", "authorised_by_id", "authority_id", "begun_at", "begun_by_id", "dropped_at", "dropped_by_id", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."as_at", NEW."authorised_at", NEW."authorised_by_id", NEW."authority_id", NEW."begun_at", NEW."begun_by_id", NEW."dropped_at", NEW."dropped_by_id", NEW."finished_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."words"); RETURN NULL;', hash='4d6fe745e127e41271bf4cc9ebf3c2b54cfd5ec2', operation='UPDATE', pgid='pgtrigger_update_update_9c17b', table='retention_round', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='round',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_roundevent" ("as_at", "authorised_at", "authorised_by_id", "authority_id", "begun_at", "begun_by_id", "dropped_at", "dropped_by_id", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."as_at", OLD."authorised_at", OLD."authorised_by_id", OLD."authority_id", OLD."begun_at", OLD."begun_by_id", OLD."dropped_at", OLD."dropped_by_id", OLD."finished_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;', hash='30a12423e4ca58503e870437feea54a6ad708e99', operation='DELETE', pgid='pgtrigger_delete_delete_5abd7', table='retention_round', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duefile',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_duefileevent" ("category", "file", "id", "left_out_at", "left_out_because", "left_out_by_id", "outcome", "outcome_at", "outcome_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "rule") VALUES (NEW."category", NEW."file", NEW."id", NEW."left_out_at", NEW."left_out_because", NEW."left_out_by_id", NEW."outcome", NEW."outcome_at", NEW."outcome_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round_id", NEW."rule"); RETURN NULL;', hash='a90651b1e8bd5987fb4b979443f9345a73f61756', operation='INSERT', pgid='pgtrigger_insert_insert_dec3b', table='retention_duefile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duefile',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."left_out_at" IS DISTINCT FROM (NEW."left_out_at") OR OLD."left_out_because" IS DISTINCT FROM (NEW."left_out_because") OR OLD."left_out_by_id" IS DISTINCT FROM (NEW."left_out_by_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."outcome_at" IS DISTINCT FROM (NEW."outcome_at") OR OLD."outcome_words" IS DISTINCT FROM (NEW."outcome_words") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))', func='INSERT INTO "retention_duefileevent" ("category", "file", "id", "left_out_at", "left_out_because", "left_out_by_id", "outcome", "outcome_at", "outcome_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "rule") VALUES (NEW."category", NEW."file", NEW."id", NEW."left_out_at", NEW."left_out_because", NEW."left_out_by_id", NEW."outcome", NEW."outcome_at", NEW."outcome_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round_id", NEW."rule"); RETURN NULL;', hash='630a88e566e913f498aaf5cfeed7623536192f41', operation='UPDATE', pgid='pgtrigger_update_update_29104', table='retention_duefile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duefile',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_duefileevent" ("category", "file", "id", "left_out_at", "left_out_because", "left_out_by_id", "outcome", "outcome_at", "outcome_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "rule") VALUES (OLD."category", OLD."file", OLD."id", OLD."left_out_at", OLD."left_out_because", OLD."left_out_by_id", OLD."outcome", OLD."outcome_at", OLD."outcome_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."round_id", OLD."rule"); RETURN NULL;', hash='9f9dfe78eb9a7313a641c9b4aab724e5496f1c21', operation='DELETE', pgid='pgtrigger_delete_delete_08857', table='retention_duefile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_certificateevent" ("authorised_by", "authority_id", "begun_by", "bytes_left", "category", "deleted_at", "documents", "history", "id", "keys", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeats", "round_id", "rule", "signature", "stays", "tables", "year") VALUES (NEW."authorised_by", NEW."authority_id", NEW."begun_by", NEW."bytes_left", NEW."category", NEW."deleted_at", NEW."documents", NEW."history", NEW."id", NEW."keys", NEW."mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."repeats", NEW."round_id", NEW."rule", NEW."signature", NEW."stays", NEW."tables", NEW."year"); RETURN NULL;', hash='2b378aa53ab202d18c6a27d77a0e3a9ef4062e3d', operation='INSERT', pgid='pgtrigger_insert_insert_c43f5', table='retention_certificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "retention_certificateevent" ("authorised_by", "authority_id", "begun_by", "bytes_left", "category", "deleted_at", "documents", "history", "id", "keys", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeats", "round_id", "rule", "signature", "stays", "tables", "year") VALUES (NEW."authorised_by", NEW."authority_id", NEW."begun_by", NEW."bytes_left", NEW."category", NEW."deleted_at", NEW."documents", NEW."history", NEW."id", NEW."keys", NEW."mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."repeats", NEW."round_id", NEW."rule", NEW."signature", NEW."stays", NEW."tables", NEW."year"); RETURN NULL;', hash='d0272eb6edc6054da4cfe2449a33de5bc2f4fb22', operation='UPDATE', pgid='pgtrigger_update_update_d32a6', table='retention_certificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_certificateevent" ("authorised_by", "authority_id", "begun_by", "bytes_left", "category", "deleted_at", "documents", "history", "id", "keys", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeats", "round_id", "rule", "signature", "stays", "tables", "year") VALUES (OLD."authorised_by", OLD."authority_id", OLD."begun_by", OLD."bytes_left", OLD."category", OLD."deleted_at", OLD."documents", OLD."history", OLD."id", OLD."keys", OLD."mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."repeats", OLD."round_id", OLD."rule", OLD."signature", OLD."stays", OLD."tables", OLD."year"); RETURN NULL;', hash='ac6496b33b5a215af152db7619cb5a07a147775c', operation='DELETE', pgid='pgtrigger_delete_delete_5a523', table='retention_certificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='rule',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_ruleevent" ("authority_id", "category", "confirmed_at", "confirmed_by_id", "counted_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years", "years_after_death") VALUES (NEW."authority_id", NEW."category", NEW."confirmed_at", NEW."confirmed_by_id", NEW."counted_from", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."years", NEW."years_after_death"); RETURN NULL;', hash='5f3ddb58d17ddb9326a8d4b7235b0fc5f26d6b10', operation='INSERT', pgid='pgtrigger_insert_insert_56494', table='retention_rule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='rule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "retention_ruleevent" ("authority_id", "category", "confirmed_at", "confirmed_by_id", "counted_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years", "years_after_death") VALUES (NEW."authority_id", NEW."category", NEW."confirmed_at", NEW."confirmed_by_id", NEW."counted_from", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."years", NEW."years_after_death"); RETURN NULL;', hash='b21cb63a9bf1e22af24d60ae726415233bd1c00e', operation='UPDATE', pgid='pgtrigger_update_update_0cfb9', table='retention_rule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='rule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "retention_ruleevent" ("authority_id", "category", "confirmed_at", "confirmed_by_id", "counted_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years", "years_after_death") VALUES (OLD."authority_id", OLD."category", OLD."confirmed_at", OLD."confirmed_by_id", OLD."counted_from", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."years", OLD."years_after_death"); RETURN NULL;', hash='3f326ab5d1956d91cea057ba5170fbaeb0bad661', operation='DELETE', pgid='pgtrigger_delete_delete_dce4f', table='retention_rule', when='AFTER')),
                ),
            ],
        ),
    ]
