"""The few files that are not for everyone of the service: what counts all else leaves them out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("children", "0006_looks_of_whole_pages")]

    operations = [
        migrations.AddIndex(
            model_name="child",
            index=models.Index(
                condition=models.Q(("restricted", True)),
                fields=["authority"],
                name="restricted_files",
            ),
        ),
    ]
