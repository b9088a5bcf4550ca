-- Sheet of floor area: what is inside the boundary, per 1000 people of each group of the set; the sets and regions of report/book_coverage.
-- params: :zh 1 for Chinese names, 0 for English ones, :level the finest that is told
-- reads: type_set, people_group, region, level, indicator_value, target_asks, target
-- writes: none
WITH named AS (SELECT DISTINCT types FROM target_asks),
     place AS (SELECT r.region_id, r.code, r.name, r.level, l.rank FROM region r JOIN level l ON l.level = r.level
               WHERE r.level <> 'circle' AND l.rank <= (SELECT rank FROM level WHERE level = :level))
SELECT CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, p.name, p.level,
       n.value, f.value, f.low, f.high, f.missing, a.denominator, a.value, a.low, a.high, l.value, p.code, s.code, g.code
FROM type_set s
CROSS JOIN people_group g
CROSS JOIN place p
CROSS JOIN indicator_value a ON a.indicator = 'area_per_1000' AND a.types = s.code AND a.group_code = g.code AND a.mode = ''
     AND a.limit_min = 0 AND a.variant = '' AND a.region_id = p.region_id
LEFT JOIN indicator_value f ON f.indicator = 'floor_area' AND f.types = s.code AND f.group_code = '' AND f.mode = ''
     AND f.limit_min = 0 AND f.variant = '' AND f.region_id = p.region_id
LEFT JOIN indicator_value n ON n.indicator = 'count' AND n.types = s.code AND n.group_code = '' AND n.mode = ''
     AND n.limit_min = 0 AND n.variant = '' AND n.region_id = p.region_id
LEFT JOIN indicator_value l ON l.indicator = 'land_per_person' AND l.types = s.code AND l.group_code = g.code AND l.mode = ''
     AND l.limit_min = 0 AND l.variant = '' AND l.region_id = p.region_id
WHERE s.is_single = 1 OR s.code IN (SELECT types FROM named)
ORDER BY s.code NOT IN (SELECT types FROM named WHERE types IS NOT NULL), s.set_id, g.group_id, p.rank, p.code;
