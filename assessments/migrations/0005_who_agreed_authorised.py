from django.db import migrations

AUTHORISED = """
UPDATE assessments_section47 SET authorised_on = ended_on
WHERE authorised_by_id IS NOT NULL AND ended_on IS NOT NULL
"""


class Migration(migrations.Migration):
    """The manager who agreed an outcome authorised it, on the day the enquiry finished."""

    dependencies = [("assessments", "0004_enquiries_are_authorised")]

    operations = [migrations.RunSQL(AUTHORISED, migrations.RunSQL.noop)]
