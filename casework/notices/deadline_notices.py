"""Who is told of a deadline, and when: those who answer for it when it is due soon and when it is
late, then their team's managers and the service's by the council's rule (``escalation.py``).

Each is told once of each due date: ``Told`` keeps what was said to whom. Where many things are to
be said to one person at once they are one line with a number. What came about while nothing ran,
however long, is told with the date it happened.
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ACROSS_THE_SERVICE
from casework.notices.assignees import assignees
from casework.notices.escalation import MANAGER_AFTER, SERVICE_AFTER
from casework.notices.models import MANY, SEVERAL, ToldUpTo
from casework.notices.preferences import decide
from casework.timescales.registry import registry

AUDITOR = "auditor"  # has a page of their own, and is not of the child's team
AT_ONCE = 10
"""So many rows at most are written for one person at a time."""

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
      AND (d.met_at IS NULL AND d.lapsed_at IS NULL
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
-- Who hears of it: one person, the managers of a team, or everyone of a role.
hears AS (
    SELECT h.*, 'w' || h.holder_id AS audience FROM happened h
    WHERE h.step = 'own' AND h.role <> 'team_manager' AND h.holder_id IS NOT NULL
    UNION ALL
    SELECT h.*, 'w' || away.deputy_id FROM happened h
    JOIN access_absence away ON away.worker_id = h.holder_id
     AND (%(at)s AT TIME ZONE 'Europe/London')::date BETWEEN away.started_on AND away.until
    WHERE h.step = 'own' AND h.role <> 'team_manager' AND NOT h.restricted
    UNION ALL
    SELECT h.*, 'w' || answers.worker_id FROM happened h
    JOIN answers ON answers.code = h.code AND answers.record_id = h.record_id
    WHERE h.step = 'own'
    UNION ALL
    SELECT h.*, 't' || h.team_id FROM happened h
    WHERE CASE h.step
        WHEN 'own' THEN h.role = 'team_manager' OR h.holder_id IS NULL
        WHEN 'team_manager' THEN h.role <> 'team_manager' AND h.holder_id IS NOT NULL
        ELSE false END
    UNION ALL
    SELECT h.*, h.role FROM happened h WHERE h.step = 'own' AND h.role = ANY(%(across)s::text[])
    UNION ALL
    SELECT h.*, 'service_manager' FROM happened h
    WHERE h.step = 'service_manager' AND h.role <> 'service_manager'
),
unsaid AS (
    SELECT h.* FROM hears h WHERE NOT EXISTS (
        SELECT FROM notices_told t
        WHERE t.deadline_id = h.id AND t.kind = h.kind AND t.audience = h.audience
          AND t.was_due_at >= h.due_at)
),
audience AS (
    SELECT w.*, 'w' || w.id AS audience FROM working w
    UNION ALL SELECT w.*, 't' || w.team_id FROM working w WHERE w.role = 'team_manager'
    UNION ALL SELECT w.*, w.role FROM working w
),
reached AS MATERIALIZED (
    SELECT u.id AS deadline_id, u.kind, u.code, u.title, u.at, u.due_at, u.child_id, u.team_id,
           u.authority_id, w.id AS worker_id, w.team_id AS workers_team, w.role AS workers_role,
           CASE WHEN u.restricted THEN 'w' || w.id ELSE u.audience END AS audience
    FROM unsaid u
    JOIN audience w ON w.audience = u.audience AND w.authority_id = u.authority_id
    WHERE (u.step = 'own' OR u.holder_id IS DISTINCT FROM w.id)
      AND (NOT u.restricted OR u.step = 'own' AND u.holder_id = w.id OR EXISTS (
        SELECT FROM children_allocation a
        WHERE a.child_id = u.child_id AND a.worker_id = w.id AND a.ended_on IS NULL
          AND a.withdrawn_at IS NULL
        UNION ALL SELECT FROM children_filegrant g
        WHERE g.child_id = u.child_id AND g.worker_id = w.id AND g.until IS NULL
          AND g.withdrawn_at IS NULL))
),
fresh AS MATERIALIZED (
    SELECT DISTINCT ON (r.deadline_id, r.worker_id, r.kind) r.* FROM reached r
    WHERE NOT EXISTS (
        SELECT FROM notices_told t
        WHERE t.deadline_id = r.deadline_id AND t.kind = r.kind AND t.was_due_at >= r.due_at
          -- Whoever takes a child over is told of what is late, whomever else it was told before.
          AND (t.audience = 'w' || r.worker_id
               OR r.audience <> 'w' || r.worker_id AND t.audience IN (
                   r.workers_role,
                   CASE r.workers_role WHEN 'team_manager' THEN 't' || r.workers_team END)))
      AND NOT EXISTS (
        SELECT FROM notices_notice n
        WHERE n.worker_id = r.worker_id AND n.kind = r.kind AND n.deadline_id = r.deadline_id
          AND n.was_due_at >= r.due_at)
    ORDER BY r.deadline_id, r.worker_id, r.kind, r.at, r.audience
),
-- What is a worker's own names its child, as long as there is room; an overseer reads how many.
alike AS (
    SELECT worker_id, kind, code, count(*) AS number,
           count(*) >= %(many)s
           AND NOT bool_and(kind <> 'escalated' AND audience = 'w' || worker_id) AS many
    FROM fresh GROUP BY worker_id, kind, code
),
altogether AS (
    SELECT worker_id, count(*) AS duties, sum(CASE WHEN many THEN 1 ELSE number END) AS rows
    FROM alike GROUP BY worker_id
),
said AS MATERIALIZED (
    SELECT worker_id, kind, code,
           CASE WHEN many OR number > 1 AND rows > %(at_once)s
                THEN CASE WHEN duties > %(at_once)s THEN 'kind' ELSE 'duty' END
                WHEN rows > %(at_once)s AND duties > %(at_once)s THEN 'kind'
                ELSE 'one' END AS by
    FROM alike JOIN altogether USING (worker_id)
),
lines AS (
    SELECT f.worker_id, f.authority_id, f.workers_team, f.kind,
           CASE said.by WHEN 'duty' THEN f.code ELSE '' END AS code,
           CASE said.by WHEN 'duty' THEN f.title ELSE %(several)s END AS about,
           count(*) AS number, max(f.at) AS at, array_agg(DISTINCT f.audience) AS counted_as
    FROM fresh f JOIN said USING (worker_id, kind, code)
    WHERE said.by <> 'one' GROUP BY 1, 2, 3, 4, 5, 6
),
told AS (
    INSERT INTO notices_told (deadline_id, kind, audience, was_due_at, happened_at, told_at)
    SELECT DISTINCT ON (deadline_id, kind, audience, due_at)
           deadline_id, kind, audience, due_at, at, %(at)s
    FROM reached ORDER BY deadline_id, kind, audience, due_at, at
    ON CONFLICT (deadline_id, kind, audience, was_due_at) DO NOTHING
)
INSERT INTO notices_notice
    (child_id, authority_id, team_id, deadline_id, worker_id, kind, about, happened_at, was_due_at,
     recorded_at, in_app, withdrawn_because, code, number, counted_as)
SELECT f.child_id, f.authority_id, f.team_id, f.deadline_id, f.worker_id, f.kind, f.title, f.at,
       f.due_at, %(at)s, true, '', '', NULL::int, '{{}}'::text[]
FROM fresh f JOIN said USING (worker_id, kind, code) WHERE said.by = 'one'
UNION ALL
SELECT NULL, l.authority_id, l.workers_team, NULL, l.worker_id, l.kind, l.about, l.at, NULL,
       %(at)s, true, '', l.code, l.number, l.counted_as
FROM lines l
ON CONFLICT (worker_id, kind, deadline_id, was_due_at) WHERE withdrawn_at IS NULL DO NOTHING
"""
# Days run to the same hour of the clock in London, across the changes of the clock.
LATER = "(d.due_at AT TIME ZONE 'Europe/London' + make_interval(days => d.{}))" + (
    " AT TIME ZONE 'Europe/London'"
)

# "Due soon" says nothing once the thing is done, or late: it counts as read. So does what was late
# a week after it was done, and told of. A line does once that is so of everything it counted.
SAYS_SOMETHING = """
CASE {n}.kind
    WHEN 'due_soon' THEN d.due_at >= %(at)s
         AND (coalesce(d.met_at, d.lapsed_at) IS NULL OR coalesce(d.met_at, d.lapsed_at) > %(at)s)
    ELSE coalesce(d.met_at, d.lapsed_at) IS NULL
         OR greatest(d.met_at, d.lapsed_at, {n}.recorded_at) >= %(at)s - interval '7 days'
    END
"""
OVERTAKEN = f"""
UPDATE notices_notice n SET read_at = %(at)s
FROM timescales_deadline d
WHERE d.id = n.deadline_id AND n.read_at IS NULL AND NOT ({SAYS_SOMETHING.format(n="n")})
"""
LINES_OVERTAKEN = f"""
UPDATE notices_notice n SET read_at = %(at)s
WHERE n.number IS NOT NULL AND n.counted_as <> '{{}}' AND n.read_at IS NULL AND NOT EXISTS (
    SELECT FROM notices_told t JOIN timescales_deadline d ON d.id = t.deadline_id
    WHERE t.told_at = n.recorded_at AND t.kind = n.kind AND t.audience = ANY(n.counted_as)
      AND (n.code = '' OR d.code = n.code) AND ({SAYS_SOMETHING.format(n="n")}))
"""


@transaction.atomic
def tell_of_deadlines(at: datetime | None = None) -> int:
    """Make every notice not yet made, up to now; return how many rows.

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
        cursor.execute(LINES_OVERTAKEN, {"at": at})
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
        "many": MANY,
        "at_once": AT_ONCE,
        "several": SEVERAL,
    }
