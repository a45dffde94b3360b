-- into children.Address
-- Before the people themselves, who are found by where they live: their words are put together once.
SELECT h.person_id, 'home' AS kind, (1 + pg_temp.slot(h.family, 41) %% 140) || ' ' || s.word AS lines,
       'LM' || 1 + h.family %% 19 || ' ' || h.family %% 9 + 1
           || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (pg_temp.slot(h.family, 42) %% 20), 1)
           || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (pg_temp.slot(h.family, 43) %% 20), 1) AS postcode,
       CASE WHEN h.moves THEN h.moved_on END AS started_on
FROM (SELECT person_id, family, moves, moved_on FROM home) h
JOIN lore s ON s.kind = 'street' AND s.slot = pg_temp.slot(h.family, 44)
ORDER BY h.person_id

-- into children.Address
SELECT h.person_id, 'home' AS kind, (1 + pg_temp.slot(h.family, 45) %% 140) || ' ' || s.word AS lines,
       'LM' || 1 + h.family %% 17 || ' ' || h.family %% 9 + 1
           || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (pg_temp.slot(h.family, 46) %% 20), 1)
           || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (pg_temp.slot(h.family, 47) %% 20), 1) AS postcode,
       h.moved_on AS ended_on
FROM home h JOIN lore s ON s.kind = 'street' AND s.slot = pg_temp.slot(h.family, 48)
WHERE h.moves
ORDER BY h.person_id

-- into children.Person
SELECT k.person_id AS id, %(authority)s::bigint AS authority_id, g.word AS given_name,
       CASE WHEN pg_temp.chance(k.n, 52) < 0.05 THEN l.word || '-' || o.word
            WHEN pg_temp.chance(k.n, 52) < 0.14 THEN o.word ELSE l.word END AS family_name,
       k.born_on, k.sex, k.ethnicity,
       CASE WHEN k.disability THEN '{LD}' WHEN pg_temp.chance(k.n, 53) < 0.06 THEN '{AUT}' ELSE '{NONE}' END::varchar[] AS disabilities,
       'English' AS languages
FROM kid k
JOIN lore g ON g.kind = CASE k.sex WHEN 'F' THEN 'girl' ELSE 'boy' END AND g.slot = pg_temp.slot(k.n, 51)
JOIN lore l ON l.kind = 'surname' AND l.slot = k.surname
JOIN lore o ON o.kind = 'surname' AND o.slot = pg_temp.slot(k.n, 54)
ORDER BY k.n

-- into children.Person
SELECT a.id, %(authority)s::bigint AS authority_id, g.word AS given_name,
       CASE WHEN pg_temp.chance(a.id, 55) < 0.3 THEN o.word ELSE l.word END AS family_name,
       a.sex, a.born_on, a.ethnicity, 'English' AS languages,
       '07700 9' || lpad((a.id %% 100000)::text, 5, '0') AS phone
FROM adult a
JOIN lore g ON g.kind = CASE a.sex WHEN 'F' THEN 'woman' ELSE 'man' END AND g.slot = pg_temp.slot(a.id, 56)
JOIN lore l ON l.kind = 'surname' AND l.slot = a.surname
JOIN lore o ON o.kind = 'surname' AND o.slot = pg_temp.slot(a.id, 57)
ORDER BY a.id

-- into children.Child
-- A number of the 999 range kept for tests; a pupil number with its right check letter.
SELECT k.child_id AS id, k.person_id, %(authority)s::bigint AS authority_id, s.team_id,
       coalesce(s.received_on, k.first_on) AS opened_on,
       pg_temp.chance(k.n, 61) < 0.003 AS restricted,
       CASE WHEN a.school_age THEN substr('ABCDEFGHJKLMNPQRTUVWXYZ', 1 + (u.total %% 23)::int, 1) || u.digits ELSE '' END AS upn,
       CASE WHEN a.school_age THEN '' ELSE 'UN1' END AS upn_unknown,
       CASE WHEN c.sum %% 11 = 1 THEN '' ELSE h.digits || (11 - c.sum %% 11) %% 11 END AS nhs_number,
       CASE WHEN a.school_age THEN sc.word ELSE '' END AS school
FROM kid k
LEFT JOIN (SELECT DISTINCT ON (n) n, team_id, first_value(received_on) OVER (PARTITION BY n ORDER BY spell_id) AS received_on
           FROM spell ORDER BY n, spell_id DESC) s USING (n)
CROSS JOIN LATERAL (SELECT k.born_on < %(today)s - 1700 AS school_age) a
CROSS JOIN LATERAL (SELECT %(code)s || lpad(k.n::text, 9, '0') AS digits) d
CROSS JOIN LATERAL (SELECT d.digits, sum(substr(d.digits, p, 1)::int * (p + 1)) AS total
                    FROM generate_series(1, 12) p) u
CROSS JOIN LATERAL (SELECT '999' || lpad((k.n %% 1000000)::text, 6, '0') AS digits) h
CROSS JOIN LATERAL (SELECT sum(substr(h.digits, p, 1)::int * (11 - p)) AS sum FROM generate_series(1, 9) p) c
JOIN lore sc ON sc.kind = 'school' AND sc.slot = pg_temp.slot(k.family, 62)
ORDER BY k.n

-- into children.Relationship
SELECT k.person_id, k.mother_id AS relative_id, 'mother' AS kind, true AS parental_responsibility, 'mother' AS responsibility_held FROM kid k
UNION ALL SELECT k.mother_id, k.person_id, 'child', false, '' FROM kid k
UNION ALL SELECT k.person_id, k.father_id, 'father', pg_temp.chance(k.family, 63) < 0.6, '' FROM kid k WHERE k.father_id IS NOT NULL
UNION ALL SELECT k.father_id, k.person_id, 'child', false, '' FROM kid k WHERE k.father_id IS NOT NULL
UNION ALL SELECT k.person_id, o.person_id, CASE o.sex WHEN 'F' THEN 'sister' ELSE 'brother' END, false, ''
          FROM kid k JOIN kid o ON o.family = k.family AND o.n <> k.n
ORDER BY 1, 2

-- into children.Allocation
SELECT s.child_id, s.authority_id, s.team_id, s.manager_id AS recorded_by_id, pg_temp.written(s.decided_on) AS recorded_at,
       h.worker_id, h.role, h.started_on, h.ended_on, h.reason
FROM spell s
CROSS JOIN LATERAL (SELECT s.until_on - s.decided_on AS days, least(s.decided_on + floor(2.5 * pg_temp.chance(s.key, 71) ^ 2)::int, s.until_on) AS began) d
CROSS JOIN LATERAL (
    SELECT s.worker_id, 'lead' AS role,
           CASE WHEN d.days > 200 AND s.before_id <> s.worker_id THEN d.began + d.days / 3 ELSE d.began END AS started_on,
           s.closed_on AS ended_on, CASE WHEN s.closed_on IS NULL THEN '' ELSE 'Closed' END AS reason
    UNION ALL
    SELECT s.before_id, 'lead', d.began, d.began + d.days / 3, 'Left the council'
    WHERE d.days > 200 AND s.before_id <> s.worker_id
    UNION ALL
    SELECT f.worker_id, 'family_support', d.began + 9, s.closed_on, ''
    FROM desk f WHERE f.team_id = s.team_id AND f.role = 'family_support' AND d.days > 60
      AND f.slot = s.key %% f.of AND pg_temp.chance(s.key, 72) < 0.13) h
WHERE s.taken_up AND NOT (s.closed_on IS NULL AND pg_temp.chance(s.key, 73) < 0.02)
ORDER BY s.spell_id

-- into children.Alert
SELECT s.child_id, s.authority_id, s.team_id, s.worker_id AS recorded_by_id, pg_temp.written(s.decided_on) AS recorded_at,
       (ARRAY['Dangerous dog at the house','Do not visit alone','Dad must not know the address','Carries a knife'])[1 + s.spell_id %% 4] AS text,
       s.decided_on AS started_on, s.closed_on AS ended_on,
       CASE WHEN s.closed_on IS NOT NULL THEN s.manager_id END AS ended_by_id,
       CASE WHEN s.closed_on IS NULL THEN '' ELSE 'The work has ended' END AS ended_because,
       s.decided_on + 90 AS review_on
FROM spell s WHERE s.taken_up AND pg_temp.chance(s.spell_id, 74) < 0.02
ORDER BY s.spell_id
