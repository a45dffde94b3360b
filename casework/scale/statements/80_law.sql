-- into legal.LegalStatus
-- Some come to be looked after: by agreement, or by an interim order and then a care order.
SELECT l.child_id, l.authority_id, l.team_id, l.worker_id AS recorded_by_id, pg_temp.written(l.started_on) AS recorded_at, l.kind, l.started_on, l.ended_on,
       CASE WHEN l.ended_on IS NULL THEN '' WHEN l.kind = 'interim_care' AND l.long THEN 'replaced' WHEN l.kind = 'section_20' THEN 'home' ELSE 'discharged' END AS ended_because,
       CASE WHEN l.kind = 'section_20' THEN '' ELSE 'Lowmoor Family Court' END AS court
FROM (SELECT s.child_id, s.authority_id, s.team_id, s.worker_id, s.spell_id, k.kind, k.started_on, k.ended_on, k.long
      FROM spell s
      CROSS JOIN LATERAL (SELECT s.decided_on + (s.until_on - s.decided_on) / 2 AS began, s.until_on - s.decided_on > 420 AS long) b
      CROSS JOIN LATERAL (
          SELECT CASE WHEN pg_temp.chance(s.key, 161) < 0.5 THEN 'section_20' ELSE 'interim_care' END AS kind, b.began AS started_on,
                 CASE WHEN b.long AND pg_temp.chance(s.key, 161) >= 0.5 THEN b.began + 150 ELSE s.closed_on END AS ended_on, b.long
          UNION ALL
          SELECT 'care', b.began + 150, s.closed_on, false WHERE b.long AND pg_temp.chance(s.key, 161) >= 0.5) k
      WHERE s.taken_up AND s.path IN ('protection', 'need') AND s.until_on > s.decided_on + 30
        AND pg_temp.chance(s.key, 162) < CASE s.path WHEN 'protection' THEN 0.3 ELSE 0.06 END) l
ORDER BY l.spell_id, l.started_on
