-- table met
-- Every four weeks a social worker and their manager talk, in the last three years.
SELECT row_number() OVER (ORDER BY d.worker_id, k) + %(after:supervision.Session)s AS id, k, d.worker_id, t.manager_id,
       pg_temp.weekday(%(today)s - 12 - (d.slot %% 10) - k * 28) AS day
FROM desk d JOIN team t ON t.team_id = d.team_id
CROSS JOIN generate_series(0, 38) k
WHERE d.role IN ('social_worker', 'family_support')

-- into supervision.Agreement
SELECT DISTINCT ON (worker_id) %(authority)s::bigint AS authority_id, worker_id, manager_id AS supervisor_id, pg_temp.written(day) AS worker_signed_at,
       pg_temp.written(day) AS supervisor_signed_at, pg_temp.written(day) AS recorded_at, day AS agreed_on, 'Every four weeks, with time for each child.' AS how_we_work
FROM met ORDER BY worker_id, k DESC

-- into supervision.Session
SELECT id, %(authority)s::bigint AS authority_id, worker_id, manager_id AS supervisor_id, pg_temp.at(day, 600) AS starts_at, day AS held_on, pg_temp.written(day) AS recorded_at,
       'What we agreed is with each child.' AS agreed, CASE WHEN k > 0 THEN pg_temp.written(day + 2) END AS worker_signed_at, CASE WHEN k > 0 THEN pg_temp.written(day + 1) END AS supervisor_signed_at
FROM met ORDER BY id

-- table discussed
SELECT row_number() OVER (ORDER BY m.id, s.spell_id) + %(after:supervision.Discussion)s AS number, m.id AS session_id, m.worker_id, m.manager_id, m.day, s.child_id, s.authority_id, s.team_id, s.key, s.spell_id
FROM met m JOIN spell s ON s.worker_id = m.worker_id AND s.taken_up AND m.day BETWEEN s.decided_on + 10 AND s.until_on
WHERE pg_temp.chance(s.spell_id * 64 + m.k, 171) < 0.6

-- into supervision.Discussion
SELECT d.number AS id, d.authority_id, d.manager_id AS recorded_by_id, pg_temp.written(d.day) AS recorded_at, d.session_id,
       d.day AS held_on, d.worker_id, a.word AS hypotheses, n.word AS feelings
FROM discussed d
JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(d.number, 172)
JOIN lore n ON n.kind = 'reason' AND n.slot = pg_temp.slot(d.number, 173)
ORDER BY d.number

-- into supervision.CaseSupervision
SELECT d.child_id, d.authority_id, d.team_id, d.manager_id AS recorded_by_id, pg_temp.written(d.day) AS recorded_at, d.number AS discussion_id, d.day AS held_on,
       c.word AS what_changed, w.word AS danger, 'go_on' AS decision, a.word AS decided_because
FROM discussed d
JOIN lore c ON c.kind = 'change' AND c.slot = pg_temp.slot(d.number, 174)
JOIN lore w ON w.kind = 'worry' AND w.slot = pg_temp.slot(d.key, 84)
JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(d.number, 172)
ORDER BY d.number
