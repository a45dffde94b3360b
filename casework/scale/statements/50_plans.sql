-- table planned
-- Child protection plans from the conference; plans of children in need, also after protection ends.
SELECT row_number() OVER (ORDER BY p.spell_id, p.kind DESC) + %(after:plans.Plan)s AS id, p.*,
       CASE WHEN p.wanted_end <= p.until_on THEN p.wanted_end ELSE p.closed_on END AS ended_on
FROM (SELECT s.*, 'protection' AS kind, s.conference_on AS started_on, s.plan_until AS wanted_end
      FROM spell s WHERE s.path = 'protection' AND s.taken_up AND s.conference_on <= s.until_on
      UNION ALL
      SELECT s.*, 'need', s.plan_until, s.until_on + 1 FROM spell s
      WHERE s.path = 'protection' AND s.taken_up AND s.conference_on <= s.until_on AND s.plan_until <= s.until_on
      UNION ALL
      SELECT s.*, 'need', a.authorised_on, s.until_on + 1 FROM spell s
      JOIN assessed a ON a.spell_id = s.spell_id AND a.k = 0
      WHERE s.path = 'need' AND a.authorised_on IS NOT NULL) p

-- into plans.Plan
SELECT p.id, p.child_id, p.authority_id, p.team_id, p.worker_id AS recorded_by_id, pg_temp.written(p.started_on) AS recorded_at,
       p.spell_id AS episode_id, p.kind, p.started_on, p.ended_on,
       CASE WHEN p.ended_on IS NULL THEN '' WHEN p.grown AND p.ended_on = p.closed_on THEN 'eighteen'
            WHEN p.kind = 'protection' THEN 'stepped_down' ELSE 'needs_met' END AS end_because,
       CASE WHEN p.ended_on IS NOT NULL THEN p.manager_id END AS ended_by_id,
       CASE WHEN p.ended_on IS NOT NULL THEN pg_temp.written(p.ended_on) END AS settled_at,
       f.id AS follows_id, c.word AS own_words,
       CASE WHEN a.on <= p.until_on THEN a.on END AS authorised_on,
       CASE WHEN a.on <= p.until_on THEN p.manager_id END AS authorised_by_id,
       CASE WHEN a.on <= p.until_on THEN p.worker_id END AS submitted_by_id,
       CASE WHEN a.on <= p.until_on THEN pg_temp.written(p.started_on) END AS submitted_at,
       g.category AS initial_category, g.category AS latest_category
FROM planned p
LEFT JOIN planned f ON p.kind = 'need' AND f.kind = 'protection' AND f.spell_id = p.spell_id
CROSS JOIN LATERAL (SELECT p.started_on + (p.key %% 9)::int AS on) a
CROSS JOIN LATERAL (SELECT CASE WHEN p.kind = 'need' THEN '' ELSE
                    (ARRAY['NEG','NEG','NEG','NEG','EMO','EMO','EMO','PHY','SAB','MUL'])[1 + pg_temp.slot(p.key, 101) %% 10] END AS category) g
JOIN lore c ON c.kind = 'words' AND c.slot = pg_temp.slot(p.dice, 102)
ORDER BY p.id

-- into plans.Need
SELECT (p.id - %(before:plans.Plan)s - 1) * 3 + k + %(after:plans.Need)s AS id, p.child_id, p.authority_id, p.team_id,
       p.worker_id AS recorded_by_id, pg_temp.written(p.started_on) AS recorded_at, p.id AS plan_id, k AS position,
       n.word AS need, h.word AS what_will_be_different, c.word AS how_we_will_know
FROM planned p JOIN (VALUES (1), (2), (3)) v(k) ON k <= 2 + p.key %% 2
JOIN lore n ON n.kind = 'need' AND n.slot = pg_temp.slot(p.key * 4 + k, 103)
JOIN lore h ON h.kind = 'analysis' AND h.slot = pg_temp.slot(p.key * 4 + k, 104)
JOIN lore c ON c.kind = 'change' AND c.slot = pg_temp.slot(p.key * 4 + k, 105)
ORDER BY 1

-- table promised
SELECT row_number() OVER (ORDER BY n.id, k) + %(after:actions.Action)s AS id, n.id AS need_id, k, p.kind, p.child_id, p.authority_id,
       p.team_id, p.worker_id, p.started_on, p.ended_on, p.until_on, p.key, n.position,
       CASE WHEN d.done_on <= coalesce(p.ended_on, p.until_on) AND pg_temp.chance(n.id * 4 + k, 107) < 0.93 THEN d.done_on END AS done_on
FROM planned p JOIN plans_need n ON n.plan_id = p.id
JOIN (VALUES (1), (2), (3)) v(k) ON k <= 2 + n.id %% 2
CROSS JOIN LATERAL (SELECT p.started_on + 10 + floor(110 * pg_temp.chance(n.id * 4 + k, 106))::int AS done_on) d

-- into actions.Action
SELECT a.id, a.child_id, a.authority_id, a.team_id, a.worker_id AS recorded_by_id, pg_temp.written(a.started_on) AS recorded_at,
       'plan' AS source, w.word AS what, CASE WHEN a.k = 1 THEN a.worker_id END AS owner_worker_id,
       CASE a.k WHEN 1 THEN '' WHEN 2 THEN 'Mum' ELSE 'The health visitor' END AS owner_name,
       CASE a.k WHEN 1 THEN '' WHEN 2 THEN 'family' ELSE 'health' END AS owner_agency,
       a.started_on AS agreed_on, a.started_on + 56 + 42 * (a.id %% 4)::int AS due_on, a.done_on,
       CASE WHEN a.done_on IS NULL THEN '' ELSE c.word END AS what_changed,
       CASE WHEN a.done_on IS NULL THEN a.ended_on END AS dropped_on,
       CASE WHEN a.done_on IS NULL AND a.ended_on IS NOT NULL THEN 'The plan ended' ELSE '' END AS dropped_because
FROM promised a
JOIN lore w ON w.kind = 'action' AND w.slot = pg_temp.slot(a.id, 108)
JOIN lore c ON c.kind = 'change' AND c.slot = pg_temp.slot(a.id, 109)
ORDER BY a.id

-- into plans.PlanAction
SELECT id AS action_id, need_id FROM promised ORDER BY id

-- into plans.Contingency
SELECT p.child_id, p.authority_id, p.team_id, p.worker_id AS recorded_by_id, pg_temp.written(p.started_on) AS recorded_at, p.id AS plan_id,
       w.word AS trigger, 'We meet within two days and decide together' AS step, 'The social worker' AS who, 'The same day' AS when
FROM planned p JOIN lore w ON w.kind = 'worry' AND w.slot = pg_temp.slot(p.key, 110)
ORDER BY p.id

-- into plans.PlanReading
SELECT p.child_id, p.authority_id, p.team_id, p.worker_id AS recorded_by_id, pg_temp.written(r.day) AS recorded_at, p.id AS plan_id, r.day AS read_on,
       'Mum and the children' AS read_with, c.word AS said
FROM planned p
CROSS JOIN LATERAL (SELECT p.started_on + 4 + floor(12 * pg_temp.chance(p.key, 111))::int AS day) r
JOIN lore c ON c.kind = 'words' AND c.slot = pg_temp.slot(p.dice, 102)
WHERE r.day <= p.until_on AND pg_temp.chance(p.key, 112) < 0.93
ORDER BY p.id

-- into plans.ManagementOversight
SELECT p.child_id, p.authority_id, p.team_id, p.manager_id AS recorded_by_id, pg_temp.written(p.started_on + k) AS recorded_at, p.id AS plan_id,
       'plan' AS about, p.started_on + k AS looked_on, 'partly' AS working, a.word AS found, c.word AS what_changes
FROM planned p CROSS JOIN LATERAL generate_series(150, coalesce(p.ended_on, p.until_on) - p.started_on, 160) k
JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(p.key + k, 113)
JOIN lore c ON c.kind = 'change' AND c.slot = pg_temp.slot(p.key + k, 114)
WHERE pg_temp.chance(p.key + k, 115) < 0.9
ORDER BY p.id, k
