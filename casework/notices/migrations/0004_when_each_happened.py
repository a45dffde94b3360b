from django.db import migrations

FORWARD = """
UPDATE notices_notice n
SET was_due_at = d.due_at,
    happened_at = CASE n.kind WHEN 'overdue' THEN d.due_at WHEN 'due_soon' THEN d.amber_from
                  ELSE n.recorded_at END
FROM timescales_deadline d WHERE d.id = n.deadline_id;
UPDATE notices_notice SET happened_at = recorded_at WHERE deadline_id IS NULL;
UPDATE notices_notice n SET kind = 'escalated'
FROM timescales_deadline d, access_worker w
WHERE d.id = n.deadline_id AND w.id = n.worker_id AND n.kind = 'overdue'
  AND w.role = 'team_manager' AND d.worker_id <> w.id;
"""
BACK = "UPDATE notices_notice SET kind = 'overdue' WHERE kind = 'escalated'"


class Migration(migrations.Migration):
    """What was told before dates were kept: when it came about, as far as the deadline says."""

    dependencies = [("notices", "0003_lateness_and_true_dates")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
