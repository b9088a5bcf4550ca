-- The region where most people live within the circle and yet not within the walk.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :level
-- reads: region, indicator_value
-- writes: none
SELECT r.region_id, r.name, c.value, n.value, c.numerator - n.numerator
FROM region r
JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.region_id = r.region_id
JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.region_id = r.region_id
WHERE r.level = :level AND c.numerator - n.numerator >= 1
ORDER BY c.numerator - n.numerator DESC, r.region_id
LIMIT 1;
