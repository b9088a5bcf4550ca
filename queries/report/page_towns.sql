-- Regions of one level side by side for one set and group, the least served first.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :level, :most rows
-- reads: region, indicator_value, gap
-- writes: none
SELECT r.region_id, r.name,
       coalesce(n.denominator, c.denominator), c.value, n.value, c.numerator, n.numerator,
       a.value, a.missing, a.low, a.high,
       (SELECT count(*) FROM gap g WHERE g.region_id = r.region_id AND g.status = 'short'),
       (SELECT count(*) FROM gap g WHERE g.region_id = r.region_id)
FROM region r
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.region_id = r.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.region_id = r.region_id
LEFT JOIN indicator_value a ON a.indicator = 'area_per_1000' AND a.types = :types AND a.group_code = :group AND a.mode = ''
     AND a.limit_min = 0 AND a.region_id = r.region_id
WHERE r.level = :level
ORDER BY coalesce(n.value, c.value) IS NULL, coalesce(n.value, c.value), r.region_id
LIMIT :most;
