from django.db import migrations

WRITE = "UPDATE children_person SET search_text = ''"


class Migration(migrations.Migration):
    """The words by which those already here are found: the trigger writes them."""

    dependencies = [("children", "0004_search_and_asks")]
    operations = [migrations.RunSQL(WRITE, migrations.RunSQL.noop)]
