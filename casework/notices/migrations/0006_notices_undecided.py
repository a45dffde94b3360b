"""Which notices nobody has settled yet how to tell is asked each quarter of an hour."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_numbers_for_the_wall")]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["worker"], condition=models.Q(by_mail=None), name="notice_undecided"
            ),
        ),
    ]
