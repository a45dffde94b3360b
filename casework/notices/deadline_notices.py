"""Who is told of a deadline, and when: those who answer for it when it is due soon and when it is
late, then their team's managers and the service's by the council's rule (``escalation.py``).

Each is told once of each due date. What came about while nothing ran, however long, is told with
the date it happened. One statement writes only what has not been said.
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ACROSS_THE_SERVICE
from casework.notices.assignees import assignees
from casework.notices.escalation import MANAGER_AFTER, SERVICE_AFTER
from casework.notices.models import ToldUpTo
from casework.notices.preferences import decide
from casework.timescales.registry import registry

AUDITOR = "auditor"  # has a page of their own, and is not of the child's team

# What is the service manager’s own to do is told them once, when it is late: not again as something
# that goes up to them. Where a council has set nothing, the defaults hold. A restricted file is
# known only to those allocated to the child or named, so no one else is told that anything is due.
# A child whom nobody here holds is the manager's. Open means as at that moment, so a missed day can
# be told later.
STATEMENT = """
WITH working AS ({working}),
rule AS (
    SELECT * FROM unnest(%(codes)s::text[], %(titles)s::text[], %(roles)s::text[])
        AS rule (code, title, role)
),
late AS (
    SELECT DISTINCT ON (authority_id, code) * FROM notices_laterule
    ORDER BY authority_id, code, set_at DESC, id DESC
),
duty AS (
    SELECT d.*, rule.title, rule.role, c.restricted, coalesce(d.met_at, d.lapsed_at) AS stopped_at,
           holder.id AS holder_id,
           CASE WHEN own.id IS NOT NULL THEN own.manager_after
                WHEN rest.id IS NOT NULL THEN rest.manager_after
                ELSE %(manager_after)s END AS manager_after,
           CASE WHEN own.id IS NOT NULL THEN own.service_after
                WHEN rest.id IS NOT NULL THEN rest.service_after
                ELSE %(service_after)s END AS service_after
    FROM timescales_deadline d
    JOIN rule ON rule.code = d.code
    JOIN children_child c ON c.id = d.child_id
    LEFT JOIN working holder ON holder.id = d.worker_id AND holder.authority_id = d.authority_id
    LEFT JOIN late own
           ON own.authority_id = d.authority_id AND own.code = d.code AND NOT own.as_the_rest
    LEFT JOIN late rest ON rest.authority_id = d.authority_id AND rest.code = ''
    WHERE d.time_known AND d.amber_from <= %(at)s
      AND (coalesce(d.met_at, d.lapsed_at) IS NULL
           OR coalesce(d.met_at, d.lapsed_at) > least(%(since)s::timestamptz, %(at)s))
),
happened AS (
    SELECT d.*, event.kind, event.step, event.at
    FROM duty d
    CROSS JOIN LATERAL (VALUES
        ('due_soon', 'own', d.amber_from),
        ('overdue', 'own', d.due_at),
        ('escalated', 'team_manager', {manager_at}),
        ('escalated', 'service_manager', {service_at})
    ) AS event (kind, step, at)
    WHERE event.at <= %(at)s AND (
        ((d.stopped_at IS NULL OR d.stopped_at > %(at)s)
         AND (event.kind <> 'due_soon' OR d.due_at >= %(at)s))
        OR (event.at > %(since)s AND (d.stopped_at IS NULL OR d.stopped_at > event.at)))
),
answers AS ({answers}),
told AS (
    SELECT h.id AS deadline_id, h.holder_id AS worker_id, h.kind, h.at
    FROM happened h WHERE h.step = 'own' AND h.role <> 'team_manager'
    UNION
    SELECT h.id, deputy.id, h.kind, h.at
    FROM happened h
    JOIN access_absence away ON away.worker_id = h.holder_id
     AND (%(at)s AT TIME ZONE 'Europe/London')::date BETWEEN away.started_on AND away.until
    JOIN working deputy ON deputy.id = away.deputy_id
    WHERE h.step = 'own' AND h.role <> 'team_manager' AND NOT h.restricted
    UNION
    SELECT h.id, w.id, h.kind, h.at
    FROM happened h
    JOIN working w ON w.authority_id = h.authority_id
    LEFT JOIN answers ON answers.code = h.code AND answers.record_id = h.record_id
                     AND answers.worker_id = w.id
    WHERE CASE
        WHEN h.step = 'own' THEN answers.worker_id IS NOT NULL
             OR (w.role = 'team_manager' AND w.team_id = h.team_id
                 AND (h.role = 'team_manager' OR h.holder_id IS NULL))
             OR (w.role = h.role AND h.role = ANY(%(across)s::text[]))
        WHEN h.step = 'team_manager' THEN w.role = 'team_manager' AND w.team_id = h.team_id
             AND h.role <> 'team_manager' AND h.holder_id <> w.id
        ELSE w.role = 'service_manager' AND h.role <> 'service_manager'
             AND h.holder_id IS DISTINCT FROM w.id
    END AND (NOT h.restricted OR EXISTS (
        SELECT FROM children_allocation a
        WHERE a.child_id = h.child_id AND a.worker_id = w.id AND a.ended_on IS NULL
          AND a.withdrawn_at IS NULL
        UNION ALL SELECT FROM children_filegrant g
        WHERE g.child_id = h.child_id AND g.worker_id = w.id AND g.until IS NULL
          AND g.withdrawn_at IS NULL))
)
INSERT INTO notices_notice
    (child_id, authority_id, team_id, deadline_id, worker_id, kind, about, happened_at, was_due_at,
     recorded_at, in_app, withdrawn_because)
SELECT d.child_id, d.authority_id, d.team_id, d.id, told.worker_id, told.kind, d.title, told.at,
       d.due_at, %(at)s, true, ''
FROM told JOIN duty d ON d.id = told.deadline_id
WHERE told.worker_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM notices_notice n
    WHERE n.worker_id = told.worker_id AND n.kind = told.kind AND n.deadline_id = d.id
      AND n.was_due_at >= d.due_at)
ON CONFLICT (worker_id, kind, deadline_id, was_due_at) WHERE withdrawn_at IS NULL DO NOTHING
"""
# Days run to the same hour of the clock in London, across the changes of the clock.
LATER = "(d.due_at AT TIME ZONE 'Europe/London' + make_interval(days => d.{}))" + (
    " AT TIME ZONE 'Europe/London'"
)

# "Due soon" says nothing once the thing is done, or late: it counts as read. So does what was late
# a week after it was done, and told of.
OVERTAKEN = """
UPDATE notices_notice n SET read_at = %(at)s
FROM timescales_deadline d
WHERE d.id = n.deadline_id AND n.read_at IS NULL AND CASE n.kind
    WHEN 'due_soon' THEN coalesce(d.met_at, d.lapsed_at) <= %(at)s OR d.due_at < %(at)s
    ELSE greatest(coalesce(d.met_at, d.lapsed_at), n.recorded_at) < %(at)s - interval '7 days'
         AND coalesce(d.met_at, d.lapsed_at) IS NOT NULL
    END
"""


@transaction.atomic
def tell_of_deadlines(at: datetime | None = None) -> int:
    """Make every notice not yet made, up to now; return how many.

    Two at once are harmless: the second waits for the first, and finds nothing left.
    """
    at = at or timezone.now()
    ToldUpTo.objects.get_or_create(pk=1)
    told = ToldUpTo.objects.select_for_update().get(pk=1)
    statement = STATEMENT.format(
        working=working_sql(at),
        answers=assignees.sql(),
        manager_at=LATER.format("manager_after"),
        service_at=LATER.format("service_after"),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**_rules(), "at": at, "since": told.until})
        made = cursor.rowcount
        cursor.execute(OVERTAKEN, {"at": at})
    decide()
    told.until = max(at, told.until or at)
    told.save()
    return made


def working_sql(at: datetime) -> str:
    """Those who work here that day, as the text of a query: the same rule as everywhere."""
    rows = Worker.objects.working(timezone.localdate(at)).order_by()
    rows = rows.values("id", "authority_id", "team_id", "role")
    with connection.cursor() as cursor:
        text = cursor.mogrify(*rows.query.sql_with_params()).decode()
    return text.replace("%", "%%")


def _rules() -> dict:
    rules = [rule for rule in registry if rule.responsible != AUDITOR]
    return {
        "codes": [rule.code for rule in rules],
        "titles": [rule.title for rule in rules],
        "roles": [rule.responsible for rule in rules],
        "across": ACROSS_THE_SERVICE,
        "manager_after": MANAGER_AFTER,
        "service_after": SERVICE_AFTER,
    }
