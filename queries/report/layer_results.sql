-- Layer results: one row per administrative region, facility types and group at the largest limit, circle and walking side by side.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: region, indicator_value, type_set, reach_limit
-- writes: none
WITH base AS (
    SELECT DISTINCT types, group_code, region_id, limit_min, denominator
    FROM indicator_value
    WHERE indicator = 'coverage' AND mode IN ('circle', 'network') AND variant = '' AND limit_min = (SELECT max(limit_min) FROM reach_limit)
)
SELECT r.code, r.name, r.level, x.types, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, x.group_code, x.limit_min, x.denominator,
       c.numerator, c.value, n.numerator, n.value, q.value, m.value, k.value, b.value, a.value,
       AsBinary(r.geom)
FROM base x
JOIN region r USING (region_id)
JOIN type_set s ON s.code = x.types
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = x.types AND c.group_code = x.group_code AND c.mode = 'circle'
     AND c.limit_min = x.limit_min AND c.variant = '' AND c.region_id = x.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = x.types AND n.group_code = x.group_code AND n.mode = 'network'
     AND n.limit_min = x.limit_min AND n.variant = '' AND n.region_id = x.region_id
LEFT JOIN indicator_value q ON q.indicator = 'coverage' AND q.types = x.types AND q.group_code = x.group_code AND q.mode = 'ratio'
     AND q.limit_min = x.limit_min AND q.variant = '' AND q.region_id = x.region_id
LEFT JOIN indicator_value m ON m.indicator = 'time_median' AND m.types = x.types AND m.group_code = x.group_code AND m.mode = 'network'
     AND m.limit_min = 0 AND m.variant = '' AND m.region_id = x.region_id
LEFT JOIN indicator_value k ON k.indicator = 'count' AND k.types = x.types AND k.group_code = '' AND k.mode = ''
     AND k.limit_min = 0 AND k.variant = '' AND k.region_id = x.region_id
LEFT JOIN indicator_value b ON b.indicator = 'beds' AND b.types = x.types AND b.group_code = '' AND b.mode = ''
     AND b.limit_min = 0 AND b.variant = '' AND b.region_id = x.region_id
LEFT JOIN indicator_value a ON a.indicator = 'area_per_1000' AND a.types = x.types AND a.group_code = x.group_code AND a.mode = ''
     AND a.limit_min = 0 AND a.variant = '' AND a.region_id = x.region_id
WHERE r.level <> 'circle'
ORDER BY s.set_id, x.group_code, x.region_id;
