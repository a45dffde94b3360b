-- table seen
-- Every ten to fourteen days under protection, every four weeks in need, twice in an assessment.
SELECT row_number() OVER (ORDER BY v.involvement, v.k) + %(after:recording.Visit)s AS id, v.involvement, v.k,
       least(pg_temp.weekday(v.held_on), %(today)s) AS held_on, v.purpose, v.key * 1024 + v.k AS dice, v.worker_id, v.family
FROM (SELECT i.id AS involvement, k, i.key, i.worker_id, i.family, c.purpose,
             i.decided_on + 3 + k * c.every + floor(c.every * 0.45 * pg_temp.chance(i.key * 1024 + k, 111))::int AS held_on
      FROM involvement i
      CROSS JOIN LATERAL (SELECT CASE i.path WHEN 'protection' THEN 12 WHEN 'need' THEN CASE WHEN i.long THEN 38 ELSE 25 END ELSE 16 END AS every,
                                 CASE i.path WHEN 'protection' THEN 'protection' WHEN 'need' THEN 'need' ELSE 'assessment' END AS purpose) c
      CROSS JOIN LATERAL generate_series(0, (least(i.ends_on, %(today)s) - i.decided_on - 3) / c.every) k
      WHERE i.path NOT IN ('none', 'help') AND i.decided_on + 3 <= %(today)s AND pg_temp.chance(i.key * 1024 + k, 112) < 0.95) v
WHERE v.held_on <= %(today)s

-- into recording.Visit
SELECT v.id, %(authority)s::bigint AS authority_id, v.worker_id AS recorded_by_id, pg_temp.written(v.held_on) AS recorded_at, v.worker_id,
       'social_worker' AS worker_role, least(pg_temp.at(v.held_on, 570 + pg_temp.slot(v.dice, 113) %% 450), pg_temp.now()) AS held_at,
       (ARRAY['home','home','home','home','home','home','school','office'])[1 + (pg_temp.slot(v.dice, 114) & 7)] AS place,
       pg_temp.chance(v.dice, 115) < 0.88 AS planned, 'Mum and the children' AS who_was_seen, a.word || ' ' || b.word AS what_happened
FROM seen v
JOIN lore a ON a.kind = 'visit' AND a.slot = pg_temp.slot(v.dice, 116)
JOIN lore b ON b.kind = 'visit' AND b.slot = pg_temp.slot(v.dice, 117)
ORDER BY v.id

-- into recording.ChildVisit
SELECT s.child_id, s.authority_id, s.team_id, v.worker_id AS recorded_by_id, pg_temp.written(v.held_on) AS recorded_at, v.id AS visit_id,
       v.held_on, v.purpose, c.seen, c.seen AND pg_temp.chance(v.dice, 118) < 0.6 AS seen_alone, c.seen AND pg_temp.chance(v.dice, 119) < 0.4 AS bedroom_seen,
       CASE WHEN c.seen THEN '' ELSE 'At a friend’s house' END AS not_seen_because, CASE WHEN c.seen THEN w.word ELSE '' END AS own_words
FROM seen v JOIN spell s ON s.involvement = v.involvement AND s.taken_up AND v.held_on <= s.until_on
CROSS JOIN LATERAL (SELECT pg_temp.chance(v.dice + s.n, 120) < 0.93 AS seen) c
JOIN lore w ON w.kind = 'words' AND w.slot = pg_temp.slot(v.dice + s.n, 121)
ORDER BY v.id, s.n

-- table noted
SELECT row_number() OVER (ORDER BY i.id, k) + %(after:recording.Note)s AS id, i.id AS involvement, i.worker_id, i.key * 4096 + k AS dice,
       i.decided_on + (k * 365 / %(notes)s)::int AS day
FROM involvement i
CROSS JOIN LATERAL generate_series(0, ((least(i.ends_on, %(today)s) - i.decided_on) * %(notes)s / 365)::int) k
WHERE i.path NOT IN ('none', 'help') AND i.decided_on + (k * 365 / %(notes)s)::int <= %(today)s

-- into recording.Note
SELECT n.id, %(authority)s::bigint AS authority_id, n.worker_id AS recorded_by_id, pg_temp.written(n.day) AS recorded_at,
       (ARRAY['call','message','discussion','call','message','direct_work','management','incident'])[1 + (pg_temp.slot(n.dice, 122) & 7)] AS kind,
       least(pg_temp.at(n.day, 540 + pg_temp.slot(n.dice, 123) %% 480), pg_temp.now()) AS happened_at,
       left(a.word, 60) AS title, a.word || ' ' || b.word AS text, pg_temp.chance(n.dice, 124) < 0.05 AS significant
FROM noted n
JOIN lore a ON a.kind = 'note' AND a.slot = pg_temp.slot(n.dice, 125)
JOIN lore b ON b.kind = 'note' AND b.slot = pg_temp.slot(n.dice, 126)
ORDER BY n.id

-- into recording.ChildNote
SELECT s.child_id, s.authority_id, s.team_id, n.worker_id AS recorded_by_id, pg_temp.written(n.day) AS recorded_at, n.id AS note_id
FROM noted n JOIN spell s ON s.involvement = n.involvement AND s.taken_up AND n.day <= s.until_on
ORDER BY n.id, s.n
