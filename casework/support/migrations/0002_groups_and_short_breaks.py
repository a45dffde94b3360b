import casework.interface.migrations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0002_who_has_looked'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('support', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        casework.interface.migrations.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='what is this group called?')),
                        ('for_whom', models.CharField(choices=[('parents', 'Parents and carers'), ('children', 'Children'), ('families', 'Parents and children together')], max_length=8, verbose_name='who comes?')),
                        ('about', models.TextField(blank=True, verbose_name='what is it for?')),
                        ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='when did it end?')),
                        ('what_came', models.TextField(blank=True, verbose_name='what came of it?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='support_groups', to='access.authority')),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='support.service', verbose_name='which service runs it?')),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups_led', to=settings.AUTH_USER_MODEL, verbose_name='who leads it, and keeps the register?')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('authority', 'name', 'starts_on'), name='support_group_named_once', violation_error_message='A group of this name begins on this day already'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='support_group_ends_after_it_starts', violation_error_message='It cannot end before it began')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField(verbose_name='on which day?')),
                        ('about', models.CharField(blank=True, max_length=200, verbose_name='what is it about?')),
                        ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='why it was cancelled')),
                        ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='support.group')),
                    ],
                    options={
                        'ordering': ['held_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('group', 'held_on'), name='support_group_meets_once_a_day', violation_error_message='The group meets on this day already')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupDayEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('held_on', models.DateField(verbose_name='on which day?')),
                        ('about', models.CharField(blank=True, max_length=200, verbose_name='what is it about?')),
                        ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='why it was cancelled')),
                        ('group', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.group')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.groupday')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GroupEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=100, verbose_name='what is this group called?')),
                        ('for_whom', models.CharField(choices=[('parents', 'Parents and carers'), ('children', 'Children'), ('families', 'Parents and children together')], max_length=8, verbose_name='who comes?')),
                        ('about', models.TextField(blank=True, verbose_name='what is it for?')),
                        ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='when did it end?')),
                        ('what_came', models.TextField(blank=True, verbose_name='what came of it?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.group')),
                        ('service', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.service', verbose_name='which service runs it?')),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who leads it, and keeps the register?')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GroupPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('hopes', models.TextField(verbose_name='what is it to change?')),
                        ('joined_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                        ('left_because', models.CharField(blank=True, choices=[('finished', 'The group was finished'), ('did_not_want', 'They did not want to go on'), ('could_not', 'They could not: travel, times, work, illness'), ('other_help', 'Other help fits better'), ('other', 'Another reason')], max_length=12, verbose_name='why did it end?')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed for the child?')),
                        ('adult', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.person', verbose_name='who comes for the child?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='support.group', verbose_name='which group?')),
                        ('opened', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='children.allocation')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'place in a group',
                        'verbose_name_plural': 'places in groups',
                        'indexes': [models.Index(fields=['child', '-joined_on'], name='support_group_place_of_child')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_on', None), ('withdrawn_at', None)), fields=('child', 'group', 'adult'), name='support_group_one_place', nulls_distinct=False, violation_error_message='They have a place in this group already'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='support_group_left_after_joining', violation_error_message='It cannot end before it began'), models.CheckConstraint(condition=models.Q(models.Q(('left_because', ''), ('left_on', None), ('what_changed', '')), models.Q(('left_on__isnull', False), models.Q(('left_because', ''), _negated=True), models.Q(('what_changed', ''), _negated=True)), _connector='OR'), name='support_group_left_says_what_changed', violation_error_message='Say when it ended, why, and what changed'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='groupplace_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupAttendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('held_on', models.DateField(editable=False)),
                        ('came', models.CharField(choices=[('came', 'Came'), ('did_not', 'Did not come'), ('not_known', 'Not known')], max_length=9, verbose_name='did they come?')),
                        ('because', models.CharField(blank=True, max_length=200, verbose_name='why not?')),
                        ('noticed', models.TextField(blank=True, verbose_name='what was different?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='support.groupday')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='support.groupplace')),
                    ],
                    options={
                        'verbose_name': 'attendance at a group',
                        'verbose_name_plural': 'attendances at groups',
                        'indexes': [models.Index(fields=['child', '-held_on'], name='support_group_came_of_child'), models.Index(fields=['session'], name='support_group_came_to')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('place', 'session'), name='support_group_attendance_once'), models.CheckConstraint(condition=models.Q(models.Q(('came', 'did_not'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='support_group_absence_says_why', violation_error_message='Say why they did not come, or that nobody knows why'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='groupattendance_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupAttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('held_on', models.DateField(editable=False)),
                        ('came', models.CharField(choices=[('came', 'Came'), ('did_not', 'Did not come'), ('not_known', 'Not known')], max_length=9, verbose_name='did they come?')),
                        ('because', models.CharField(blank=True, max_length=200, verbose_name='why not?')),
                        ('noticed', models.TextField(blank=True, verbose_name='what was different?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.groupattendance')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.groupday')),
                        ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.groupplace')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GroupPlaceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('hopes', models.TextField(verbose_name='what is it to change?')),
                        ('joined_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from which day?')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                        ('left_because', models.CharField(blank=True, choices=[('finished', 'The group was finished'), ('did_not_want', 'They did not want to go on'), ('could_not', 'They could not: travel, times, work, illness'), ('other_help', 'Other help fits better'), ('other', 'Another reason')], max_length=12, verbose_name='why did it end?')),
                        ('what_changed', models.TextField(blank=True, verbose_name='what changed for the child?')),
                        ('adult', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.person', verbose_name='who comes for the child?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.group', verbose_name='which group?')),
                        ('opened', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.allocation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.groupplace')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ShortBreak',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('starts_on', models.DateField(verbose_name='from which day?')),
                        ('nights', models.PositiveSmallIntegerField(default=0, verbose_name='for how many nights?')),
                        ('where', models.CharField(blank=True, max_length=200, verbose_name='where, and with whom?')),
                        ('status', models.CharField(choices=[('booked', 'Booked'), ('happened', 'Happened'), ('cancelled', 'Cancelled')], default='booked', max_length=9, verbose_name='what became of it?')),
                        ('because', models.CharField(blank=True, max_length=200, verbose_name='why was it cancelled?')),
                        ('own_words', models.TextField(blank=True, verbose_name='what the child said or showed of it')),
                        ('how_it_was', models.TextField(blank=True, verbose_name='how was it for everyone at home?')),
                        ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='children.child')),
                        ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='short_breaks', to='support.service', verbose_name='which service?')),
                        ('team', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'short break',
                        'verbose_name_plural': 'short breaks',
                        'indexes': [models.Index(fields=['child', '-starts_on'], name='short_break_of_child')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), ('withdrawn_at', None)), fields=('child', 'starts_on'), name='short_break_once_a_day', violation_error_message='A short break from this day is on the file already'), models.CheckConstraint(condition=models.Q(('because', ''), ('status', 'cancelled'), _connector='OR'), name='short_break_reason_of_a_cancelled_one', violation_error_message='Give a reason only where it was cancelled'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='short_break_cancelled_says_why', violation_error_message='Say why it was cancelled'), models.CheckConstraint(condition=models.Q(('nights__lte', 28)), name='short_break_nights_of_a_stay', violation_error_message='One stay is at most 28 nights'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='shortbreak_withdrawn_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='ShortBreakEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_because', models.TextField(blank=True, editable=False)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('starts_on', models.DateField(verbose_name='from which day?')),
                        ('nights', models.PositiveSmallIntegerField(default=0, verbose_name='for how many nights?')),
                        ('where', models.CharField(blank=True, max_length=200, verbose_name='where, and with whom?')),
                        ('status', models.CharField(choices=[('booked', 'Booked'), ('happened', 'Happened'), ('cancelled', 'Cancelled')], default='booked', max_length=9, verbose_name='what became of it?')),
                        ('because', models.CharField(blank=True, max_length=200, verbose_name='why was it cancelled?')),
                        ('own_words', models.TextField(blank=True, verbose_name='what the child said or showed of it')),
                        ('how_it_was', models.TextField(blank=True, verbose_name='how was it for everyone at home?')),
                        ('authority', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.authority')),
                        ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='children.child')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.shortbreak')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('service', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.service', verbose_name='which service?')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.team')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='group',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupevent" ("about", "authority_id", "ended_on", "for_whom", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_on", "what_came", "worker_id") VALUES (NEW."about", NEW."authority_id", NEW."ended_on", NEW."for_whom", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."starts_on", NEW."what_came", NEW."worker_id"); RETURN NULL;', hash='e205c305f1a6162cc70ce2ea4142666051d0057c', operation='INSERT', pgid='pgtrigger_insert_insert_3186a', table='support_group', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='group',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_groupevent" ("about", "authority_id", "ended_on", "for_whom", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_on", "what_came", "worker_id") VALUES (NEW."about", NEW."authority_id", NEW."ended_on", NEW."for_whom", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."starts_on", NEW."what_came", NEW."worker_id"); RETURN NULL;', hash='a51f159a3240ca38db3e042b4d9400a35c00c5a7', operation='UPDATE', pgid='pgtrigger_update_update_4919b', table='support_group', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='group',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupevent" ("about", "authority_id", "ended_on", "for_whom", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_on", "what_came", "worker_id") VALUES (OLD."about", OLD."authority_id", OLD."ended_on", OLD."for_whom", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."starts_on", OLD."what_came", OLD."worker_id"); RETURN NULL;', hash='e64bd7d300db811f637b1185620158e7dd149ce0', operation='DELETE', pgid='pgtrigger_delete_delete_2bee1', table='support_group', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupday',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupdayevent" ("about", "cancelled_because", "group_id", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."about", NEW."cancelled_because", NEW."group_id", NEW."held_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0a30cddcfa090bf259f4f9e06590f1e80b15d82b', operation='INSERT', pgid='pgtrigger_insert_insert_f81e9', table='support_groupday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupday',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_groupdayevent" ("about", "cancelled_because", "group_id", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."about", NEW."cancelled_because", NEW."group_id", NEW."held_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='0b750a47135fcdc90454e1471ff71f2a21a759ba', operation='UPDATE', pgid='pgtrigger_update_update_5d6e1', table='support_groupday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupday',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupdayevent" ("about", "cancelled_because", "group_id", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."about", OLD."cancelled_because", OLD."group_id", OLD."held_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='90f2ae8d4a6044eddaf287175328d038793cdcb2', operation='DELETE', pgid='pgtrigger_delete_delete_91b81', table='support_groupday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupplace',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupplaceevent" ("adult_id", "authority_id", "child_id", "group_id", "hopes", "id", "joined_on", "left_because", "left_on", "opened_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."adult_id", NEW."authority_id", NEW."child_id", NEW."group_id", NEW."hopes", NEW."id", NEW."joined_on", NEW."left_because", NEW."left_on", NEW."opened_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='2f834886b872a1f1596d2c309912ffe3e0810568', operation='INSERT', pgid='pgtrigger_insert_insert_2a4a2', table='support_groupplace', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupplace',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_groupplaceevent" ("adult_id", "authority_id", "child_id", "group_id", "hopes", "id", "joined_on", "left_because", "left_on", "opened_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."adult_id", NEW."authority_id", NEW."child_id", NEW."group_id", NEW."hopes", NEW."id", NEW."joined_on", NEW."left_because", NEW."left_on", NEW."opened_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."team_id", NEW."what_changed", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='06ce4b24bfb7eec3324ed16e96f09037f7e7e9d1', operation='UPDATE', pgid='pgtrigger_update_update_270ac', table='support_groupplace', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupplace',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupplaceevent" ("adult_id", "authority_id", "child_id", "group_id", "hopes", "id", "joined_on", "left_because", "left_on", "opened_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "team_id", "what_changed", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."adult_id", OLD."authority_id", OLD."child_id", OLD."group_id", OLD."hopes", OLD."id", OLD."joined_on", OLD."left_because", OLD."left_on", OLD."opened_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."what_changed", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='709e61ab2e7c3f49faa5ba99042c469c2d7a46ae', operation='DELETE', pgid='pgtrigger_delete_delete_90d6c', table='support_groupplace', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupattendance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupattendanceevent" ("authority_id", "because", "came", "child_id", "held_on", "id", "noticed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recorded_at", "recorded_by_id", "session_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."came", NEW."child_id", NEW."held_on", NEW."id", NEW."noticed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."session_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='df555be379d09c6d5b84faf2912beb068a3d770d', operation='INSERT', pgid='pgtrigger_insert_insert_4e889', table='support_groupattendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupattendance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_groupattendanceevent" ("authority_id", "because", "came", "child_id", "held_on", "id", "noticed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recorded_at", "recorded_by_id", "session_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."came", NEW."child_id", NEW."held_on", NEW."id", NEW."noticed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."session_id", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='f97111200a6eb4092d76c55e5a2041d59dcfe5ab', operation='UPDATE', pgid='pgtrigger_update_update_4c464', table='support_groupattendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='groupattendance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_groupattendanceevent" ("authority_id", "because", "came", "child_id", "held_on", "id", "noticed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "recorded_at", "recorded_by_id", "session_id", "team_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."came", OLD."child_id", OLD."held_on", OLD."id", OLD."noticed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."recorded_at", OLD."recorded_by_id", OLD."session_id", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='b79cf6ecb4aec0cbb97ff85bbd356bc420cb5d4b', operation='DELETE', pgid='pgtrigger_delete_delete_53f35', table='support_groupattendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shortbreak',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_shortbreakevent" ("authority_id", "because", "child_id", "how_it_was", "id", "nights", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "service_id", "starts_on", "status", "team_id", "where", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."how_it_was", NEW."id", NEW."nights", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."service_id", NEW."starts_on", NEW."status", NEW."team_id", NEW."where", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='3ea7884a67381e99ee42171c97e83e7955f9bdb8', operation='INSERT', pgid='pgtrigger_insert_insert_f6cb0', table='support_shortbreak', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shortbreak',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_shortbreakevent" ("authority_id", "because", "child_id", "how_it_was", "id", "nights", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "service_id", "starts_on", "status", "team_id", "where", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority_id", NEW."because", NEW."child_id", NEW."how_it_was", NEW."id", NEW."nights", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."service_id", NEW."starts_on", NEW."status", NEW."team_id", NEW."where", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;', hash='2ed72986fee0f3acdfe5867dcbc08958529efe7d', operation='UPDATE', pgid='pgtrigger_update_update_ea6dd', table='support_shortbreak', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shortbreak',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_shortbreakevent" ("authority_id", "because", "child_id", "how_it_was", "id", "nights", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "service_id", "starts_on", "status", "team_id", "where", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority_id", OLD."because", OLD."child_id", OLD."how_it_was", OLD."id", OLD."nights", OLD."own_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."service_id", OLD."starts_on", OLD."status", OLD."team_id", OLD."where", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;', hash='565f59895be9381072fac4817a34bf5595cdbf67', operation='DELETE', pgid='pgtrigger_delete_delete_bd43f', table='support_shortbreak', when='AFTER')),
                ),
            ],
        ),
        casework.interface.migrations.AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='edgereferral',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='edgereferral',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='edgereferral',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='edgereferral',
                    name='answers',
                    field=models.JSONField(blank=True, default=list, editable=False),
                ),
                migrations.AddField(
                    model_name='edgereferralevent',
                    name='answers',
                    field=models.JSONField(blank=True, default=list, editable=False),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edgereferral',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_edgereferralevent" ("answers", "authority_id", "consent", "consent_by", "consent_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referred_at", "service_id", "threshold", "tried", "why_now") VALUES (NEW."answers", NEW."authority_id", NEW."consent", NEW."consent_by", NEW."consent_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."referred_at", NEW."service_id", NEW."threshold", NEW."tried", NEW."why_now"); RETURN NULL;', hash='ce2125eb6dc731751ea3d703ff10de85b4f2b3c4', operation='INSERT', pgid='pgtrigger_insert_insert_9bd98', table='support_edgereferral', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edgereferral',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_edgereferralevent" ("answers", "authority_id", "consent", "consent_by", "consent_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referred_at", "service_id", "threshold", "tried", "why_now") VALUES (NEW."answers", NEW."authority_id", NEW."consent", NEW."consent_by", NEW."consent_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."referred_at", NEW."service_id", NEW."threshold", NEW."tried", NEW."why_now"); RETURN NULL;', hash='0202235f9aa309e2f59c86fcab753b4a6a383c31', operation='UPDATE', pgid='pgtrigger_update_update_fb8c8', table='support_edgereferral', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edgereferral',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_edgereferralevent" ("answers", "authority_id", "consent", "consent_by", "consent_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "referred_at", "service_id", "threshold", "tried", "why_now") VALUES (OLD."answers", OLD."authority_id", OLD."consent", OLD."consent_by", OLD."consent_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."referred_at", OLD."service_id", OLD."threshold", OLD."tried", OLD."why_now"); RETURN NULL;', hash='5cea75a026a6cfa749c39331e47c76d7dabfb7ef', operation='DELETE', pgid='pgtrigger_delete_delete_04767', table='support_edgereferral', when='AFTER')),
                ),
            ],
        ),
    ]
