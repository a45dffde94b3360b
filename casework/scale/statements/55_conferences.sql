-- table sitting
-- An initial conference, a review within three months, then every six months; the last ends the plan.
SELECT row_number() OVER (ORDER BY c.involvement, c.day, c.kind) + %(after:meetings.Meeting)s AS meeting_id, c.*
FROM (SELECT i.id AS involvement, 'initial' AS kind, i.conference_on AS day, 'plan' AS decision, i.chair_id, i.key FROM involvement i WHERE i.path = 'protection'
      UNION ALL
      SELECT i.id, 'review', pg_temp.weekday(i.conference_on + 80 + k * 170), 'continue', i.chair_id, i.key
      FROM involvement i CROSS JOIN LATERAL generate_series(0, (least(i.plan_until - 20, %(today)s) - i.conference_on - 80) / 170) k
      WHERE i.path = 'protection' AND i.conference_on + 80 <= least(i.plan_until - 20, %(today)s)
      UNION ALL
      SELECT i.id, 'review', i.plan_until, 'step_down', i.chair_id, i.key FROM involvement i WHERE i.path = 'protection') c
WHERE c.day <= %(today)s
  AND EXISTS (SELECT FROM planned p WHERE p.involvement = c.involvement AND p.kind = 'protection' AND c.day <= p.until_on)

-- into meetings.Meeting
SELECT meeting_id AS id, %(authority)s::bigint AS authority_id, 'conference' AS kind, kind AS which, least(pg_temp.at(day, 600), pg_temp.now()) AS starts_at,
       'Civic Centre' AS place, chair_id, true AS held, chair_id AS recorded_by_id, pg_temp.written(day) AS recorded_at,
       'What each agency knows, what the family say, and what was decided.' AS minutes, CASE WHEN day + 12 <= %(today)s THEN day + 12 END AS minutes_sent_on
FROM sitting ORDER BY meeting_id

-- into meetings.Meeting.children
SELECT c.meeting_id, p.child_id FROM sitting c JOIN planned p ON p.involvement = c.involvement AND p.kind = 'protection' AND c.day <= p.until_on
ORDER BY c.meeting_id, p.child_id

-- into meetings.Attendee
SELECT c.meeting_id, a.name, a.agency, c.day - 14 AS invited_on,
       CASE WHEN pg_temp.chance(c.meeting_id * 4 + a.n, 151) < 0.78 THEN 'came' ELSE 'apologies' END AS attendance
FROM sitting c
CROSS JOIN (VALUES (0, 'Mum', 'family'), (1, 'Class teacher', 'education'), (2, 'Health visitor', 'health'), (3, 'Police, protecting people', 'police')) a(n, name, agency)
ORDER BY c.meeting_id, a.n

-- into conferences.Conference
SELECT p.child_id, p.authority_id, p.team_id, p.chair_id AS recorded_by_id, pg_temp.written(c.day) AS recorded_at, c.meeting_id,
       p.spell_id AS episode_id, p.id AS plan_id, c.kind, c.day AS held_on, c.decision, e.id AS section_47_id,
       CASE WHEN c.decision IN ('plan', 'continue') THEN l.initial_category ELSE '' END AS category, a.word AS reasons,
       (ARRAY['came','advocate','sent','too_young','not'])[1 + pg_temp.slot(p.dice, 152) %% 5] AS taking_part,
       CASE WHEN pg_temp.slot(p.dice, 152) %% 5 = 4 THEN 'School that morning' ELSE '' END AS not_heard_because, w.word AS own_words
FROM sitting c JOIN planned p ON p.involvement = c.involvement AND p.kind = 'protection' AND c.day <= p.until_on
JOIN plans_plan l ON l.id = p.id
LEFT JOIN (SELECT q.id, q.episode_id, q.child_id FROM assessments_section47 q WHERE q.authority_id = %(authority)s) e
       ON c.kind = 'initial' AND e.episode_id = p.spell_id
JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(p.key, 153)
JOIN lore w ON w.kind = 'words' AND w.slot = pg_temp.slot(p.dice, 154)
ORDER BY c.meeting_id, p.id

-- table core
SELECT row_number() OVER (ORDER BY i.id, k) + %(after:meetings.Meeting)s AS meeting_id, i.id AS involvement, i.worker_id, i.manager_id,
       least(pg_temp.weekday(i.conference_on + 9 + k * 38 + floor(9 * pg_temp.chance(i.key * 64 + k, 155))::int), %(today)s) AS day
FROM involvement i CROSS JOIN LATERAL generate_series(0, (least(i.plan_until, %(today)s) - i.conference_on - 18) / 38) k
WHERE i.path = 'protection' AND i.conference_on + 18 <= least(i.plan_until, %(today)s)
  AND EXISTS (SELECT FROM planned p WHERE p.involvement = i.id AND p.kind = 'protection' AND i.conference_on + 18 + k * 38 <= p.until_on)

-- into meetings.Meeting
SELECT meeting_id AS id, %(authority)s::bigint AS authority_id, 'core_group' AS kind, least(pg_temp.at(day, 840), pg_temp.now()) AS starts_at,
       'School' AS place, worker_id AS chair_id, true AS held, worker_id AS recorded_by_id, pg_temp.written(day) AS recorded_at
FROM core ORDER BY meeting_id

-- into meetings.Meeting.children
SELECT c.meeting_id, p.child_id FROM core c JOIN planned p ON p.involvement = c.involvement AND p.kind = 'protection' AND c.day <= p.until_on
ORDER BY c.meeting_id, p.child_id

-- into conferences.CoreGroup
SELECT p.child_id, p.authority_id, p.team_id, c.worker_id AS recorded_by_id, pg_temp.written(c.day) AS recorded_at, c.meeting_id,
       p.id AS plan_id, c.day AS held_on, a.word AS what_changed, 'not' AS taking_part, 'School that morning' AS not_heard_because
FROM core c JOIN planned p ON p.involvement = c.involvement AND p.kind = 'protection' AND c.day <= p.until_on
JOIN lore a ON a.kind = 'change' AND a.slot = pg_temp.slot(c.meeting_id, 156)
ORDER BY c.meeting_id, p.id

-- table review
SELECT row_number() OVER (ORDER BY i.involvement, k) + %(after:meetings.Meeting)s AS meeting_id, i.involvement, k, i.worker_id,
       least(pg_temp.weekday(i.began + 9 + k * 84), %(today)s) AS day
FROM (SELECT involvement, worker_id, min(started_on) AS began, max(until_on) AS until_on FROM planned WHERE kind = 'need' GROUP BY involvement, worker_id) i
CROSS JOIN LATERAL generate_series(0, (i.until_on - i.began - 9) / 84) k
WHERE i.until_on - i.began >= 9

-- into meetings.Meeting
SELECT meeting_id AS id, %(authority)s::bigint AS authority_id, 'child_in_need' AS kind, least(pg_temp.at(day, 900), pg_temp.now()) AS starts_at,
       'At home' AS place, worker_id AS chair_id, true AS held, worker_id AS recorded_by_id, pg_temp.written(day) AS recorded_at
FROM review ORDER BY meeting_id

-- into meetings.Meeting.children
SELECT r.meeting_id, p.child_id FROM review r JOIN planned p ON p.involvement = r.involvement AND p.kind = 'need' AND r.day BETWEEN p.started_on AND p.until_on
ORDER BY r.meeting_id, p.child_id

-- into conferences.ChildInNeedMeeting
SELECT p.child_id, p.authority_id, p.team_id, r.worker_id AS recorded_by_id, pg_temp.written(r.day) AS recorded_at, r.meeting_id, p.id AS plan_id,
       CASE WHEN r.k = 0 THEN 'first' ELSE 'review' END AS kind, r.day AS held_on, a.word AS what_changed,
       'came' AS taking_part
FROM review r JOIN planned p ON p.involvement = r.involvement AND p.kind = 'need' AND r.day BETWEEN p.started_on AND p.until_on
JOIN lore a ON a.kind = 'change' AND a.slot = pg_temp.slot(r.meeting_id, 157)
ORDER BY r.meeting_id, p.id

-- into plans.PlanReview
SELECT p.child_id, p.authority_id, p.team_id, r.worker_id AS recorded_by_id, pg_temp.written(r.day) AS recorded_at, p.id AS plan_id, r.meeting_id,
       r.day AS reviewed_on, a.word AS what_changed, r.day + 84 AS next_review_on, w.word AS own_words
FROM review r JOIN planned p ON p.involvement = r.involvement AND p.kind = 'need' AND r.day BETWEEN p.started_on AND p.until_on
JOIN lore a ON a.kind = 'change' AND a.slot = pg_temp.slot(r.meeting_id, 157)
JOIN lore w ON w.kind = 'words' AND w.slot = pg_temp.slot(p.dice, 158)
ORDER BY r.meeting_id, p.id
