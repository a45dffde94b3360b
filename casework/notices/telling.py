"""Who is told of a deadline: the child's worker when it is due soon and again when it is overdue,
then their team's managers as well. Each is told once of each.

One statement writes only what has not been said, so a quiet quarter of an hour writes nothing.
"""

from django.db import connection

from casework.timescales.registry import registry

MANAGER, AUDITOR = "team_manager", "auditor"

# An auditor has a page of their own, and is not of the child's team. A restricted file is known
# only to those allocated to the child, so no one else is told that anything is due.
STATEMENT = """
INSERT INTO notices_notice
    (child_id, authority_id, team_id, deadline_id, worker_id, kind, about, recorded_at)
SELECT d.child_id, d.authority_id, d.team_id, d.id, told.worker_id, told.kind, rule.title, now()
FROM timescales_deadline d
JOIN unnest(%s::text[], %s::text[], %s::boolean[]) AS rule (code, title, managers_own)
  ON rule.code = d.code
JOIN children_child c ON c.id = d.child_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN d.due_at < now() THEN 'overdue' ELSE 'due_soon' END AS state
) AS is_now
CROSS JOIN LATERAL (
    SELECT w.id AS worker_id, is_now.state AS kind
    FROM access_worker w
    WHERE w.id = d.worker_id AND w.is_active AND NOT rule.managers_own
    UNION
    SELECT w.id, is_now.state
    FROM access_worker w
    WHERE w.team_id = d.team_id AND w.role = %s AND w.is_active
      AND (rule.managers_own OR is_now.state = 'overdue')
      AND (NOT c.restricted OR EXISTS (
          SELECT FROM children_allocation a
          WHERE a.child_id = c.id AND a.worker_id = w.id AND a.ended_on IS NULL))
) AS told
WHERE d.met_at IS NULL AND d.lapsed_at IS NULL AND d.amber_from <= now() AND d.time_known
  AND NOT EXISTS (
      SELECT FROM notices_notice n
      WHERE n.worker_id = told.worker_id AND n.kind = told.kind AND n.deadline_id = d.id)
ON CONFLICT (worker_id, kind, deadline_id) DO NOTHING
"""


def tell() -> int:
    """Make every notice not yet made; return how many."""
    rules = [rule for rule in registry if rule.responsible != AUDITOR]
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            [
                [rule.code for rule in rules],
                [rule.title for rule in rules],
                [rule.responsible == MANAGER for rule in rules],
                MANAGER,
            ],
        )
        return cursor.rowcount
