-- Sheet of walks: how long people take to the nearest facility and between how many they can choose; the rows of report/book_coverage.
-- params: :zh 1 for Chinese names, 0 for English ones, :limit_min minutes, :level the finest that is told, :mode label of a measure
-- reads: type_set, set_group, people_group, region, level, indicator_value, target_asks, target
-- writes: none
WITH named AS (SELECT DISTINCT types FROM target_asks),
     place AS (SELECT r.region_id, r.code, r.name, r.level, l.rank FROM region r JOIN level l ON l.level = r.level
               WHERE r.level <> 'circle' AND l.rank <= (SELECT rank FROM level WHERE level = :level))
SELECT CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, p.name, p.level,
       m.value, a.value, h.value, r0.value, r1.value, r2.value, r3.value, r4.value, r5.value, p.code, s.code, g.code
FROM type_set s
CROSS JOIN set_group sg ON sg.set_id = s.set_id
CROSS JOIN people_group g ON g.group_id = sg.group_id
CROSS JOIN place p
LEFT JOIN indicator_value m ON m.indicator = 'time_median' AND m.types = s.code AND m.group_code = g.code AND m.mode = :mode
     AND m.limit_min = 0 AND m.variant = '' AND m.region_id = p.region_id
LEFT JOIN indicator_value a ON a.indicator = 'time_mean' AND a.types = s.code AND a.group_code = g.code AND a.mode = :mode
     AND a.limit_min = 0 AND a.variant = '' AND a.region_id = p.region_id
LEFT JOIN indicator_value h ON h.indicator = 'time_p90' AND h.types = s.code AND h.group_code = g.code AND h.mode = :mode
     AND h.limit_min = 0 AND h.variant = '' AND h.region_id = p.region_id
LEFT JOIN indicator_value r0 ON r0.indicator = 'people_reaching_0' AND r0.types = s.code AND r0.group_code = g.code AND r0.mode = :mode
     AND r0.limit_min = :limit_min AND r0.variant = '' AND r0.region_id = p.region_id
LEFT JOIN indicator_value r1 ON r1.indicator = 'people_reaching_1' AND r1.types = s.code AND r1.group_code = g.code AND r1.mode = :mode
     AND r1.limit_min = :limit_min AND r1.variant = '' AND r1.region_id = p.region_id
LEFT JOIN indicator_value r2 ON r2.indicator = 'people_reaching_2' AND r2.types = s.code AND r2.group_code = g.code AND r2.mode = :mode
     AND r2.limit_min = :limit_min AND r2.variant = '' AND r2.region_id = p.region_id
LEFT JOIN indicator_value r3 ON r3.indicator = 'people_reaching_3' AND r3.types = s.code AND r3.group_code = g.code AND r3.mode = :mode
     AND r3.limit_min = :limit_min AND r3.variant = '' AND r3.region_id = p.region_id
LEFT JOIN indicator_value r4 ON r4.indicator = 'people_reaching_4' AND r4.types = s.code AND r4.group_code = g.code AND r4.mode = :mode
     AND r4.limit_min = :limit_min AND r4.variant = '' AND r4.region_id = p.region_id
LEFT JOIN indicator_value r5 ON r5.indicator = 'people_reaching_5_or_more' AND r5.types = s.code AND r5.group_code = g.code AND r5.mode = :mode
     AND r5.limit_min = :limit_min AND r5.variant = '' AND r5.region_id = p.region_id
WHERE (s.is_single = 1 OR s.code IN (SELECT types FROM named)) AND coalesce(m.region_id, r0.region_id) IS NOT NULL
ORDER BY s.code NOT IN (SELECT types FROM named WHERE types IS NOT NULL), s.set_id, g.group_id, p.rank, p.code;
