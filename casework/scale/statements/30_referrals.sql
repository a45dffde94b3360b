-- into referrals.Contact
SELECT i.id, %(authority)s::bigint AS authority_id, pg_temp.at(i.received_on, 540 + pg_temp.slot(i.key, 81) %% 420) AS received_at,
       i.source, w.word AS what_was_said, pg_temp.chance(i.key, 82) < 0.7 AS family_knows,
       CASE WHEN pg_temp.chance(i.key, 82) < 0.7 THEN '' ELSE 'Asking first would have put the children at more risk' END AS without_consent_because,
       d.worker_id AS recorded_by_id, pg_temp.at(i.received_on, 600 + pg_temp.slot(i.key, 81) %% 420) AS recorded_at
FROM (SELECT i.*, (ARRAY['1A','2A','2A','2A','3A','3B','4','5A','6','6','6','6','7','8','1D','5D'])[1 + (pg_temp.slot(i.key, 83) & 15)] AS source FROM involvement i) i
JOIN lore w ON w.kind = 'worry' AND w.slot = pg_temp.slot(i.key, 84)
JOIN desk d ON d.door AND d.role = 'social_worker' AND d.slot = pg_temp.slot(i.key, 85) %% d.of AND d.team_no = 1 + (i.family %% %(doors)s) * %(door_every)s
ORDER BY i.id

-- into referrals.ChildContact
SELECT s.spell_id - %(after:referrals.Referral)s + %(after:referrals.ChildContact)s AS id, s.child_id, s.authority_id, s.team_id,
       s.manager_id AS recorded_by_id, pg_temp.written(s.received_on) AS recorded_at, s.involvement AS contact_id,
       CASE WHEN s.decided_on > %(today)s THEN '' ELSE 'referral' END AS outcome,
       CASE WHEN s.decided_on <= %(today)s THEN s.received_on END AS screened_on,
       CASE WHEN s.decided_on <= %(today)s THEN s.manager_id END AS screened_by_id, r.word AS reasons
FROM spell s JOIN lore r ON r.kind = 'reason' AND r.slot = pg_temp.slot(s.key, 86)
ORDER BY s.spell_id

-- into referrals.Referral
SELECT s.spell_id AS id, s.child_id, s.authority_id, s.team_id, s.manager_id AS recorded_by_id, pg_temp.written(s.received_on) AS recorded_at,
       s.spell_id - %(before:referrals.Referral)s + %(before:referrals.ChildContact)s AS contact_id, s.received_on,
       c.source, s.primary_need, r.word AS reasons,
       CASE WHEN s.decided_on > %(today)s THEN '' ELSE
            CASE s.path WHEN 'none' THEN 'no_action' WHEN 'help' THEN 'early_help' WHEN 'protection' THEN 'strategy' ELSE 'assess' END END AS decision,
       CASE WHEN s.decided_on <= %(today)s THEN s.decided_on END AS decided_on,
       CASE WHEN s.decided_on <= %(today)s THEN s.manager_id END AS decided_by_id, q.word AS decision_reasons,
       CASE WHEN s.decided_on + 1 <= %(today)s AND pg_temp.chance(s.key, 87) < 0.85 THEN s.decided_on + 1 END AS referrer_told_on
FROM spell s
JOIN referrals_contact c ON c.id = s.involvement
JOIN lore r ON r.kind = 'worry' AND r.slot = pg_temp.slot(s.key, 84)
JOIN lore q ON q.kind = 'reason' AND q.slot = pg_temp.slot(s.key, 88)
ORDER BY s.spell_id

-- into referrals.EpisodeOfNeed
SELECT s.spell_id AS id, s.child_id, s.authority_id, s.team_id, s.manager_id AS recorded_by_id, pg_temp.written(s.decided_on) AS recorded_at,
       s.spell_id AS referral_id, s.received_on AS started_on, s.primary_need, s.closed_on,
       CASE WHEN s.closed_on IS NULL THEN '' WHEN s.grown THEN 'RC7' WHEN s.path = 'assess' THEN 'RC8' ELSE 'RC9' END AS closure_reason,
       CASE WHEN s.closed_on IS NULL THEN '' ELSE a.word END AS closing_summary,
       CASE WHEN pg_temp.chance(s.key, 89) < 0.8 THEN s.closed_on END AS family_told_on
FROM spell s JOIN lore a ON a.kind = 'analysis' AND a.slot = pg_temp.slot(s.key, 90)
WHERE s.taken_up
ORDER BY s.spell_id
