from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("children", "0006_numbers_checked")]
    operations = [
        migrations.AddConstraint(
            model_name='child',
            constraint=models.UniqueConstraint(condition=models.Q(('nhs_number__gt', '')), fields=('nhs_number', 'authority'), name='child_nhs_number_once', violation_error_message='Another child’s file has this NHS number'),
        ),
        migrations.AddConstraint(
            model_name='child',
            constraint=models.UniqueConstraint(condition=models.Q(('upn__gt', '')), fields=('upn', 'authority'), name='child_upn_once', violation_error_message='Another child’s file has this unique pupil number'),
        ),
    ]
