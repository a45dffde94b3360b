import casework.interface.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0006_notices_undecided'),
    ]

    operations = [
        casework.interface.migrations.AtOnce(
            operations=[
                migrations.AlterField(
                    model_name='notice',
                    name='kind',
                    field=models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='told',
                    name='kind',
                    field=models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='waychosen',
                    name='kind',
                    field=models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='wayrequired',
                    name='kind',
                    field=models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='wayrequiredevent',
                    name='kind',
                    field=models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Late, and passed up to you'), ('allocated', 'Allocated to you'), ('returned', 'Sent back to you'), ('submitted', 'Waiting for you to authorise'), ('authorised', 'Authorised'), ('reviewed', 'Something you wrote was reviewed'), ('audit', 'About an audit of practice'), ('missing', 'A child is missing'), ('found', 'A missing child is back'), ('not_safe', 'A child may not be safe today'), ('restricted', 'Who may open a file'), ('mistake', 'Something was recorded in error'), ('merged', 'Two files of one child'), ('wall', 'Numbers for the wall'), ('retention', 'Files kept no longer')], max_length=12),
                ),
            ],
        ),
    ]
