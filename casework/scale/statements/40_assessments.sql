-- table assessed
-- One for each episode and, where the work goes on, one a year. Most within 45 working days.
SELECT row_number() OVER (ORDER BY s.spell_id, k) + %(after:assessments.Assessment)s AS id, k, s.*,
       s.decided_on + 1 + k * 380 AS started_on,
       CASE WHEN w.wanted_on <= s.until_on THEN w.wanted_on END AS authorised_on
FROM spell s
CROSS JOIN LATERAL generate_series(0, greatest(0, (s.until_on - s.decided_on - 60) / 380)) k
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.path = 'assess' AND s.closed_on IS NOT NULL AND NOT s.grown
                THEN greatest(s.closed_on - 2, s.decided_on + 1 + k * 380)
                ELSE s.decided_on + 19 + k * 380 + floor(44 * pg_temp.chance(s.key * 8 + k, 91))::int
                     + CASE WHEN pg_temp.chance(s.key, 92) < 0.12 THEN 25 ELSE 0 END END AS wanted_on) w
WHERE s.taken_up AND s.decided_on + 1 <= s.until_on

-- into assessments.Assessment
SELECT a.id, a.child_id, a.authority_id, a.team_id, a.worker_id AS recorded_by_id, pg_temp.written(a.started_on) AS recorded_at,
       a.spell_id AS episode_id, CASE WHEN a.k = 0 THEN 'child_and_family' ELSE 'update' END AS kind,
       CASE WHEN a.k = 0 THEN %(version)s ELSE %(update_version)s END AS version_id,
       CASE WHEN a.k = 0 THEN a.received_on ELSE a.started_on END AS referral_received_on,
       a.started_on, a.authorised_on, CASE WHEN a.authorised_on IS NOT NULL THEN a.manager_id END AS authorised_by_id,
       CASE WHEN a.authorised_on IS NOT NULL THEN pg_temp.written(a.authorised_on - 1) END AS submitted_at,
       CASE WHEN a.authorised_on IS NOT NULL THEN a.worker_id END AS submitted_by_id,
       CASE WHEN a.authorised_on IS NULL THEN a.closed_on END AS stopped_on,
       CASE WHEN a.authorised_on IS NULL AND a.closed_on IS NOT NULL THEN 'The work ended before it was finished' ELSE '' END AS stopped_because,
       CASE WHEN a.started_on + 6 <= a.until_on THEN a.started_on + 3 + (a.key %% 4)::int END AS child_seen_on,
       CASE WHEN a.authorised_on IS NULL THEN '{}' ELSE
            (ARRAY['{3B}','{4B}','{1B,3B}','{14A}','{2B,4B}','{8B}','{15A}','{21}'])[1 + pg_temp.slot(a.key, 93) %% 8] END::varchar[] AS factors,
       w.word AS daily_life, c.word AS own_words, h.word AS history_and_impact, r.word AS risk, h.word AS what_must_change,
       CASE WHEN a.authorised_on IS NULL THEN '' WHEN a.path = 'assess' THEN 'no_action' ELSE 'cin_plan' END AS outcome,
       CASE WHEN a.authorised_on IS NULL THEN '' ELSE h.word END AS manager_analysis
FROM assessed a
JOIN lore w ON w.kind = 'visit' AND w.slot = pg_temp.slot(a.dice, 94)
JOIN lore c ON c.kind = 'words' AND c.slot = pg_temp.slot(a.dice, 95)
JOIN lore h ON h.kind = 'analysis' AND h.slot = pg_temp.slot(a.key, 96)
JOIN lore r ON r.kind = 'worry' AND r.slot = pg_temp.slot(a.key, 84)
ORDER BY a.id

-- table talk
-- A strategy discussion for the family; an enquiry for each child.
SELECT row_number() OVER (ORDER BY i.id) + %(after:meetings.Meeting)s AS meeting_id, i.id AS involvement, i.enquired_on, i.manager_id
FROM involvement i
WHERE i.enquiry AND i.enquired_on <= %(today)s
  AND EXISTS (SELECT FROM spell s WHERE s.involvement = i.id AND s.taken_up AND s.until_on >= i.enquired_on)

-- into meetings.Meeting
SELECT meeting_id AS id, %(authority)s::bigint AS authority_id, 'strategy' AS kind, pg_temp.at(enquired_on, 600) AS starts_at,
       'video' AS way, manager_id AS chair_id, true AS held, manager_id AS recorded_by_id, pg_temp.written(enquired_on) AS recorded_at
FROM talk ORDER BY meeting_id

-- table enquiry
SELECT row_number() OVER (ORDER BY s.spell_id) + %(after:assessments.StrategyDiscussion)s AS id, s.*, t.meeting_id,
       CASE WHEN s.enquired_on + e.days <= s.until_on THEN s.enquired_on + e.days ELSE s.closed_on END AS ended_on
FROM talk t JOIN spell s ON s.involvement = t.involvement AND s.taken_up AND s.until_on >= t.enquired_on
CROSS JOIN LATERAL (SELECT 7 + floor(9 * pg_temp.chance(s.key, 97))::int AS days) e

-- into meetings.Meeting.children
SELECT meeting_id, child_id FROM enquiry ORDER BY id

-- into assessments.StrategyDiscussion
SELECT e.id, e.child_id, e.authority_id, e.team_id, e.manager_id AS recorded_by_id, pg_temp.written(e.enquired_on) AS recorded_at,
       e.meeting_id, e.spell_id AS episode_id, e.enquired_on AS held_on, 'section_47' AS decision, w.word AS concern, r.word AS reasons
FROM enquiry e
JOIN lore w ON w.kind = 'worry' AND w.slot = pg_temp.slot(e.key, 84)
JOIN lore r ON r.kind = 'reason' AND r.slot = pg_temp.slot(e.key, 88)
ORDER BY e.id

-- into assessments.Section47
SELECT e.id - %(before:assessments.StrategyDiscussion)s + %(after:assessments.Section47)s AS id,
       e.child_id, e.authority_id, e.team_id, e.worker_id AS recorded_by_id, pg_temp.written(e.enquired_on) AS recorded_at,
       e.id AS strategy_id, e.spell_id AS episode_id, e.enquired_on AS started_on, e.ended_on,
       least(e.enquired_on + (e.key %% 3)::int, e.until_on) AS child_seen_on, a.word AS findings,
       o.outcome, o.outcome AS recommended,
       CASE WHEN e.ended_on IS NOT NULL THEN e.ended_on END AS authorised_on,
       CASE WHEN e.ended_on IS NOT NULL THEN e.manager_id END AS authorised_by_id,
       CASE WHEN e.ended_on IS NOT NULL THEN pg_temp.written(e.ended_on) END AS submitted_at,
       CASE WHEN e.ended_on IS NOT NULL THEN e.worker_id END AS submitted_by_id,
       CASE WHEN o.outcome = 'conference' THEN e.conference_on END AS conference_target_on
FROM enquiry e
CROSS JOIN LATERAL (SELECT CASE WHEN e.ended_on IS NULL THEN '' WHEN e.path = 'protection' THEN 'conference'
                                WHEN pg_temp.chance(e.key, 98) < 0.4 THEN 'not_substantiated' ELSE 'no_conference' END AS outcome) o
JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(e.key, 96)
ORDER BY e.id
