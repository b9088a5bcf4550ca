-- The region where most people live within the circle and yet not within the walk.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :level, :region_id NULL: of the whole study;
-- else within that region
-- reads: region, region_tree, indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT r.region_id, r.name, c.value, n.value, c.numerator - n.numerator
FROM region_tree t
CROSS JOIN region r ON r.region_id = t.region_id
CROSS JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = r.region_id
CROSS JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = r.region_id
WHERE t.ancestor_id IN (SELECT region_id FROM top) AND r.level = :level AND c.numerator - n.numerator >= 1
ORDER BY c.numerator - n.numerator DESC, r.region_id
LIMIT 1;
