import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import casework.interface.migrations


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0002_who_has_looked'),
        ('notices', '0001_initial'),
        ('timescales', '0004_what_a_night_asks'),
    ]

    operations = [
        casework.interface.migrations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Told',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child')], max_length=12)),
                        ('audience', models.CharField(max_length=40)),
                        ('was_due_at', models.DateTimeField()),
                        ('happened_at', models.DateTimeField()),
                        ('told_at', models.DateTimeField()),
                        ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='timescales.deadline')),
                    ],
                    options={
                        'verbose_name_plural': 'told',
                        'indexes': [models.Index(fields=['told_at', 'audience', 'kind'], name='told_together')],
                        'constraints': [models.UniqueConstraint(fields=('deadline', 'kind', 'audience', 'was_due_at'), name='told_once')],
                    },
                ),
                migrations.AddField(
                    model_name='notice',
                    name='code',
                    field=models.CharField(blank=True, editable=False, max_length=40),
                ),
                migrations.AddField(
                    model_name='notice',
                    name='counted_as',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, editable=False, size=None),
                ),
                migrations.AddField(
                    model_name='notice',
                    name='number',
                    field=models.PositiveIntegerField(editable=False, null=True),
                ),
                migrations.AlterField(
                    model_name='notice',
                    name='child',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='children.child'),
                ),
                migrations.AddConstraint(
                    model_name='notice',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('child__isnull', False), ('number', None)), models.Q(('child', None), ('deadline', None), ('number__gte', 1)), _connector='OR'), name='notice_of_a_child_or_of_many', violation_error_message='A notice is about one child, or says how many things'),
                ),
            ],
        ),
    ]
