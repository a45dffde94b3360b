from django.db import migrations


class Migration(migrations.Migration):
    """What was told before there was any e-mail is not sent by it now."""

    dependencies = [("notices", "0005_ways_and_mail")]

    operations = [
        migrations.RunSQL("UPDATE notices_notice SET by_mail = 0", migrations.RunSQL.noop)
    ]
