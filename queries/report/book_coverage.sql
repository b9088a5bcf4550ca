-- Sheet of coverage: for the sets that targets ask for and the single types, for each of their groups, the regions from the top down to one level,
-- with circle and walk side by side.
-- params: :zh 1 for Chinese names, 0 for English ones, :limit_min minutes, :level the finest that is told, :mode label of the measure of those beyond
-- reads: type_set, set_group, people_group, region, level, indicator_value, target_asks, target
-- writes: none
WITH named AS (SELECT DISTINCT types FROM target_asks),
     place AS (SELECT r.region_id, r.code, r.name, r.level, l.rank FROM region r JOIN level l ON l.level = r.level
               WHERE r.level <> 'circle' AND l.rank <= (SELECT rank FROM level WHERE level = :level))
SELECT CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, p.name, p.level,
       coalesce(n.denominator, c.denominator), c.numerator, n.numerator, c.value, n.value, q.value, c.numerator - n.numerator, u.value,
       p.code, s.code, g.code
FROM type_set s
CROSS JOIN set_group sg ON sg.set_id = s.set_id
CROSS JOIN people_group g ON g.group_id = sg.group_id
CROSS JOIN place p
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = s.code AND c.group_code = g.code AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = p.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = s.code AND n.group_code = g.code AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = p.region_id
LEFT JOIN indicator_value q ON q.indicator = 'coverage' AND q.types = s.code AND q.group_code = g.code AND q.mode = 'ratio'
     AND q.limit_min = :limit_min AND q.variant = '' AND q.region_id = p.region_id
LEFT JOIN indicator_value u ON u.indicator = 'people_uncovered' AND u.types = s.code AND u.group_code = g.code AND u.mode = :mode
     AND u.limit_min = :limit_min AND u.variant = '' AND u.region_id = p.region_id
WHERE (s.is_single = 1 OR s.code IN (SELECT types FROM named)) AND coalesce(c.region_id, n.region_id) IS NOT NULL
ORDER BY s.code NOT IN (SELECT types FROM named WHERE types IS NOT NULL), s.set_id, g.group_id, p.rank, p.code;
