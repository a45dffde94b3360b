from django.db import migrations


class Migration(migrations.Migration):
    """No table changes: what the account of the pages may add to a log is settled after each
    migration (casework/governance/accounts.py), and is less from here on."""

    dependencies = [("governance", "0001_initial")]

    operations = []
