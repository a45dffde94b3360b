"""Tokens of persons stood in a table as they were sent, for anyone who read it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('systems', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL('DROP TABLE IF EXISTS authtoken_token', migrations.RunSQL.noop),
    ]
