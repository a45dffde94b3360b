import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from casework.interface.migrations import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('children', '0008_records_withdrawn'),
        ('notices', '0001_initial'),
        ('timescales', '0002_calendar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_once_a_due_date',
        ),
        migrations.AddField(
            model_name='notice',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='withdrawn_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='notice',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('worker', 'kind', 'deadline', 'was_due_at'), name='notice_once_a_due_date'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='notice_withdrawn_whole'),
        ),
        ]),
    ]
