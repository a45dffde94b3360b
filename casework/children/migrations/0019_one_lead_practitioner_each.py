from django.db import migrations

ENDED = """
UPDATE children_allocation older SET ended_on = greatest(older.started_on, newer.started_on),
       reason = 'Another lead practitioner took over'
FROM children_allocation newer
WHERE older.child_id = newer.child_id AND older.id < newer.id
  AND older.role = 'lead_practitioner' AND newer.role = 'lead_practitioner'
  AND older.ended_on IS NULL AND newer.ended_on IS NULL
  AND older.withdrawn_at IS NULL AND newer.withdrawn_at IS NULL
"""


class Migration(migrations.Migration):
    """Before a child has one lead practitioner at most, the last one named is the one there is."""

    dependencies = [("children", "0018_age_not_known")]

    operations = [migrations.RunSQL(ENDED, migrations.RunSQL.noop)]
