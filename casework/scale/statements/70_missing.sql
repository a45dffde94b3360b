-- table gone
-- One child in twenty goes missing, most once or twice; a few of them, again and again.
SELECT row_number() OVER (ORDER BY g.spell_id, g.k) + %(after:missing.MissingEpisode)s AS id, g.*,
       g.went_at + least(g.step * 0.5, -ln(1 - pg_temp.chance(g.dice * 128 + g.k, 134)) * 16 + 2) * interval '1 hour' AS returned_at
FROM (SELECT s.*, k, d.step,
             pg_temp.at(greatest(s.decided_on, d.from_on), 0) + (k * d.step + d.step * 0.4 * pg_temp.chance(s.dice * 128 + k, 133)) * interval '1 hour' AS went_at
      FROM (SELECT s.*, 1 + floor(-ln(1 - pg_temp.chance(s.spell_id, 132)) * CASE WHEN pg_temp.chance(s.n, 131) < 0.008 THEN 55 ELSE 5 END)::int AS times
            FROM spell s WHERE s.taken_up AND pg_temp.chance(s.n, 131) < 0.12) s
      CROSS JOIN LATERAL (SELECT greatest(s.decided_on, (s.born_on + interval '11 years')::date) AS from_on) f
      CROSS JOIN LATERAL (SELECT least(s.times, (s.until_on - f.from_on) / 2, 120) AS times) t
      CROSS JOIN LATERAL (SELECT f.from_on, (s.until_on - f.from_on) * 24.0 / nullif(t.times, 0) AS step) d
      CROSS JOIN LATERAL generate_series(0, t.times - 1) k
      WHERE s.until_on > f.from_on + 2) g
WHERE g.went_at < pg_temp.now()

-- table interviewed
SELECT row_number() OVER (ORDER BY g.id) + %(after:missing.ReturnInterview)s AS id, g.id AS episode_id, g.child_id, g.authority_id, g.team_id,
       g.worker_id, g.returned_at, a.answer, g.id AS dice,
       CASE WHEN a.answer = 'accepted' AND a.held_at <= pg_temp.now() THEN a.held_at END AS held_at
FROM gone g
CROSS JOIN LATERAL (SELECT CASE WHEN pg_temp.chance(g.id, 135) < 0.72 THEN 'accepted' WHEN pg_temp.chance(g.id, 135) < 0.95 THEN 'declined' ELSE 'not_possible' END AS answer,
                           g.returned_at + (20 + 75 * pg_temp.chance(g.id, 136) ^ 1.4) * interval '1 hour' AS held_at) a
WHERE g.returned_at + interval '12 hours' < pg_temp.now()

-- into missing.ReturnInterview
SELECT i.id, i.child_id, i.authority_id, i.team_id, i.worker_id AS recorded_by_id, coalesce(i.held_at, i.returned_at) AS recorded_at,
       i.returned_at + interval '3 hours' AS offered_at, d.worker_id AS offered_by_id, i.answer, i.returned_at + interval '5 hours' AS answered_at,
       CASE WHEN i.answer = 'accepted' THEN '' ELSE 'Did not want to talk to anyone about it' END AS not_held_because,
       i.held_at, CASE WHEN i.held_at IS NOT NULL THEN d.worker_id END AS interviewer_id,
       CASE WHEN pg_temp.chance(i.dice, 141) < 0.9 AND i.held_at + interval '20 hours' < pg_temp.now() THEN i.held_at + interval '20 hours' END AS shared_at,
       CASE WHEN i.answer <> 'accepted' AND pg_temp.chance(i.dice, 142) < 0.85 AND i.returned_at + interval '40 hours' < pg_temp.now() THEN i.returned_at + interval '40 hours' END AS parent_asked_at,
       CASE WHEN i.held_at IS NULL THEN '' ELSE w.word END AS own_words, CASE WHEN i.held_at IS NULL THEN '' ELSE y.word END AS why_left
FROM interviewed i
JOIN desk d ON d.role = 'missing_coordinator' AND d.slot = i.id %% d.of
JOIN lore w ON w.kind = 'words' AND w.slot = pg_temp.slot(i.dice, 137)
JOIN lore y ON y.kind = 'why' AND y.slot = pg_temp.slot(i.dice, 138)
ORDER BY i.id

-- into missing.MissingEpisode
SELECT g.id, g.child_id, g.authority_id, g.team_id, g.worker_id AS recorded_by_id, least(g.went_at + interval '6 hours', pg_temp.now()) AS recorded_at,
       CASE WHEN pg_temp.chance(g.id, 139) < 0.85 THEN 'M' ELSE 'A' END AS kind, 'home' AS missing_from, g.went_at,
       g.went_at + interval '2 hours' AS reported_at, 'Mum' AS reported_by,
       CASE WHEN pg_temp.chance(g.id, 143) < 0.92 THEN g.went_at + interval '5 hours' END AS told_us_at, 'LM/' || g.id AS police_reference,
       (ARRAY['medium','medium','medium','high','low'])[1 + pg_temp.slot(g.id, 140) %% 5] AS risk, y.word AS circumstances,
       CASE WHEN g.returned_at <= pg_temp.now() THEN g.returned_at END AS returned_at, i.id AS interview_id
FROM gone g LEFT JOIN interviewed i ON i.episode_id = g.id
JOIN lore y ON y.kind = 'why' AND y.slot = pg_temp.slot(g.id, 138)
ORDER BY g.id

-- into missing.LogEntry
SELECT g.child_id, g.authority_id, g.team_id, g.worker_id AS recorded_by_id, x.at AS recorded_at, g.id AS episode_id, x.kind, x.at, x.said
FROM gone g
CROSS JOIN LATERAL (
    SELECT 'parents' AS kind, g.went_at + interval '3 hours' AS at, '' AS said
    UNION ALL SELECT 'looked', g.went_at + interval '4 hours', 'Rang the two friends and went to the arcade'
    UNION ALL SELECT 'check', g.returned_at + interval '2 hours', '' WHERE pg_temp.chance(g.id, 144) < 0.93) x
WHERE x.at < pg_temp.now()
ORDER BY g.id, x.at
