-- table adult
SELECT DISTINCT ON (a.id) a.id, a.sex, a.family, k.surname, k.ethnicity,
       (min(k.born_on) OVER (PARTITION BY k.family)) - floor(365.25 * (17 + 17 * pg_temp.chance(a.id, 37)))::int AS born_on
FROM kid k
CROSS JOIN LATERAL (SELECT k.mother_id AS id, 'F' AS sex, k.family
                    UNION ALL SELECT k.father_id, 'M', k.family WHERE k.father_id IS NOT NULL) a
ORDER BY a.id, k.n

-- table home
-- Those who live together move together; a father who has parted lives somewhere of his own.
SELECT p.person_id, CASE WHEN p.away THEN p.family + 10000000 ELSE p.family END AS family,
       pg_temp.chance(p.family, 38) < 0.35 AND p.born_on < m.moved_on AND NOT p.away AS moves, m.moved_on
FROM (SELECT person_id, family, born_on, false AS away FROM kid
      UNION ALL SELECT id, family, born_on, sex = 'M' AND pg_temp.chance(family, 39) < 0.55 FROM adult) p
CROSS JOIN LATERAL (SELECT %(today)s - 30 - floor(1800 * pg_temp.chance(p.family, 40))::int AS moved_on) m
