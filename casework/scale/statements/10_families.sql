-- table birth
-- Brothers and sisters follow one another: a new family begins at a little over half of the children.
SELECT n, sum(CASE WHEN n = 1 OR pg_temp.chance(n, 1) < 0.53 THEN 1 ELSE 0 END) OVER (ORDER BY n) AS family
FROM generate_series(1, %(children)s) n

-- table family
-- One family in two hundred and fifty has a history that fills cupboards.
SELECT family, count(*)::int AS kids, min(n) AS eldest,
       %(today)s - floor(3650 * pg_temp.chance(family, 2))::int AS first_on,
       CASE WHEN pg_temp.chance(family, 3) < 0.004 THEN 14 + floor(16 * pg_temp.chance(family, 4))::int
            ELSE 1 + floor(-ln(1 - pg_temp.chance(family, 4)) * 2.9)::int END AS spells,
       pg_temp.chance(family, 3) < 0.004 AS enormous,
       pg_temp.chance(family, 5) < 0.025 AS disability,
       1 + floor(pg_temp.chance(family, 6) * %(teams)s)::int AS team_no,
       pg_temp.slot(family, 7) AS surname
FROM birth
GROUP BY family

-- table involvement
-- One piece of work with a family, from the day of the referral. Each begins after the last has ended.
SELECT row_number() OVER (ORDER BY i.family, i.j) + %(after:referrals.Contact)s AS id,
       i.family, i.j, i.path, i.received_on, i.ends_on, i.long,
       least(i.decided_on, i.ends_on) AS decided_on, i.disability,
       i.decided_on + 1 + floor(4 * pg_temp.chance(i.key, 21))::int AS enquired_on,
       CASE i.path WHEN 'protection' THEN true WHEN 'none' THEN false WHEN 'help' THEN false
            ELSE pg_temp.chance(i.key, 22) < 0.36 END AS enquiry,
       i.decided_on + 19 + floor(6 * pg_temp.chance(i.key, 23))::int AS conference_on,
       i.ends_on - 60 AS plan_until, i.key,
       t.team_id, t.manager_id, w.worker_id, w2.worker_id AS before_id, c.worker_id AS chair_id
FROM (SELECT d.*, d.first_on + d.gone AS received_on, d.first_on + d.gone + d.length AS ends_on,
             greatest(d.first_on + d.gone, pg_temp.weekday(d.first_on + d.gone + floor(2.1 * pg_temp.chance(d.key, 24))::int)) AS decided_on
      FROM (SELECT l.*, coalesce(sum(l.length + l.gap) OVER (
                       PARTITION BY l.family ORDER BY l.j
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS gone
            FROM (SELECT f.*,
                         (CASE path WHEN 'none' THEN 4 WHEN 'help' THEN 6
                              WHEN 'assess' THEN 22 + floor(52 * pg_temp.chance(key, 13) ^ 1.5)
                              WHEN 'need' THEN CASE WHEN long THEN 500 ELSE 75 END
                                   - ln(1 - pg_temp.chance(key, 14)) * CASE WHEN long THEN 1500 ELSE 320 END
                              ELSE 190 - ln(1 - pg_temp.chance(key, 14)) * 390 END)::int AS length,
                         (14 - ln(1 - pg_temp.chance(key, 15)) * CASE WHEN enormous THEN 40 ELSE 430 END)::int AS gap
                  FROM (SELECT f.*, j, f.family * 64 + j AS key,
                               CASE WHEN f.disability THEN 'need'
                                    WHEN p.path < 0.24 THEN 'none' WHEN p.path < 0.30 THEN 'help'
                                    WHEN p.path < 0.64 THEN 'assess' WHEN p.path < 0.885 THEN 'need'
                                    ELSE 'protection' END AS path,
                               f.disability OR pg_temp.chance(f.family * 64 + j, 12) < 0.02 AS long
                        FROM family f CROSS JOIN LATERAL generate_series(1, f.spells) j
                        CROSS JOIN LATERAL (SELECT pg_temp.chance(f.family * 64 + j, 11) AS path) p) f
                 ) l) d) i
JOIN team t ON t.no = CASE WHEN i.path IN ('none', 'help') OR i.decided_on > %(today)s
                          THEN 1 + (i.family %% %(doors)s) * %(door_every)s
                          WHEN (i.team_no - 1) %% %(door_every)s = 0 THEN least(i.team_no + 1, %(teams)s)
                          ELSE i.team_no END
JOIN desk w ON w.team_id = t.team_id AND w.role = 'social_worker'
           AND w.slot = floor(pg_temp.chance(i.key, 16) * w.of)
JOIN desk w2 ON w2.team_id = t.team_id AND w2.role = 'social_worker'
            AND w2.slot = floor(pg_temp.chance(i.key, 17) * w2.of)
JOIN desk c ON c.role = 'conference_chair' AND c.slot = floor(pg_temp.chance(i.key, 18) * c.of)
WHERE i.received_on <= %(today)s

-- table kid
-- Most were born when the family first came to us; some were born since.
SELECT n, family, n + %(after:children.Person)s AS person_id, n + %(after:children.Child)s AS child_id,
       family + %(children)s + %(after:children.Person)s AS mother_id,
       CASE WHEN pg_temp.chance(family, 31) < 0.68 THEN family + 2 * %(children)s + %(after:children.Person)s END AS father_id,
       CASE WHEN n > eldest AND pg_temp.chance(n, 32) < 0.22
            THEN first_on + floor(pg_temp.chance(n, 33) * least(1500, %(today)s - first_on))::int
            ELSE first_on - 3 - floor(365.25 * 16.6 * pg_temp.chance(n, 33) ^ 1.15)::int END AS born_on,
       CASE WHEN pg_temp.chance(n, 34) < 0.49 THEN 'F' ELSE 'M' END AS sex,
       surname, first_on, disability,
       (ARRAY['WBRI','WBRI','WBRI','WBRI','WBRI','WBRI','WBRI','WOTH','APKN','ABAN','BAFR','MWBC','MWAS','MOTH','AOTH','NOBT'])[1 + (pg_temp.slot(family, 35) & 15)] AS ethnicity
FROM birth JOIN family f USING (family)

-- table spell
-- One child's part of it: children born and under seventeen and a half that day. It ends at eighteen.
SELECT row_number() OVER (ORDER BY i.id, k.n) + %(after:referrals.Referral)s AS spell_id,
       i.id AS involvement, i.key, i.path, i.received_on, i.decided_on, i.enquiry, i.enquired_on,
       i.conference_on, i.plan_until, i.long, i.j, k.n, k.child_id, k.person_id, k.sex, k.born_on, k.disability,
       %(authority)s::bigint AS authority_id, i.team_id, i.worker_id, i.before_id, i.manager_id, i.chair_id,
       CASE WHEN least(i.ends_on, (k.born_on + interval '18 years')::date) <= %(today)s
            THEN least(i.ends_on, (k.born_on + interval '18 years')::date) END AS closed_on,
       coalesce(least(i.ends_on, (k.born_on + interval '18 years')::date, %(today)s), %(today)s) AS until_on,
       (k.born_on + interval '18 years')::date < i.ends_on AS grown,
       i.path NOT IN ('none', 'help') AND i.decided_on <= %(today)s AS taken_up,
       (ARRAY['N1','N1','N1','N1','N5','N5','N5','N4','N4','N3','N2','N6','N8','N9','N1','N5'])[1 + (pg_temp.slot(i.key, 36) & 15)] AS primary_need,
       i.id * 1000 + k.n %% 1000 AS dice
FROM involvement i JOIN kid k USING (family)
WHERE k.born_on <= i.received_on AND k.born_on + interval '17 years 6 months' > i.received_on
