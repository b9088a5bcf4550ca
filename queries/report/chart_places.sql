-- The places of a chart with what is covered of their people, the least served first: the regions of one level in the scope.
-- params: :region_id of the scope, :level, :types code of a set, :group code of a group, :limit_min minutes
-- reads: region, region_tree, indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL)
SELECT r.name, coalesce(n.denominator, c.denominator), c.value, n.value
FROM top
CROSS JOIN region_tree t ON t.ancestor_id = top.region_id
CROSS JOIN region r ON r.region_id = t.region_id AND r.level = :level
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = r.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = r.region_id
ORDER BY coalesce(n.value, c.value) IS NULL, coalesce(n.value, c.value), r.region_id;
