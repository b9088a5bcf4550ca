-- Regions of one level, of the whole study or within one region, side by side for one set and group, the least served first.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :level, :most rows,
-- :region_id NULL: of the whole study
-- reads: region, region_tree, indicator_value, gap
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT r.region_id, r.name,
       coalesce(n.denominator, c.denominator), c.value, n.value, c.numerator, n.numerator,
       a.value, a.missing, a.low, a.high,
       (SELECT count(*) FROM region_gap h JOIN gap g USING (gap_id) WHERE h.region_id = r.region_id AND g.status = 'short'),
       (SELECT count(*) FROM region_gap h WHERE h.region_id = r.region_id)
FROM region_tree t
CROSS JOIN region r ON r.region_id = t.region_id
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = r.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = r.region_id
LEFT JOIN indicator_value a ON a.indicator = 'area_per_1000' AND a.types = :types AND a.group_code = :group AND a.mode = ''
     AND a.limit_min = 0 AND a.variant = '' AND a.region_id = r.region_id
WHERE t.ancestor_id IN (SELECT region_id FROM top) AND r.level = :level
ORDER BY coalesce(n.value, c.value) IS NULL, coalesce(n.value, c.value), r.region_id
LIMIT :most;
