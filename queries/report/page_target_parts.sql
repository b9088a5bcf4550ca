-- The regions of one target, the worst first.
-- params: :target_id, :region_id NULL: the whole study, else it and what is within
-- reads: gap, region, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT g.gap_id, r.name, g.value, g.low, g.high, g.gap, g.status, g.lacks, g.pace, g.basis, g.observed_on, g.observed_source, g.planned_value
FROM region_tree t
CROSS JOIN region_gap h ON h.region_id = t.region_id AND h.target_id = :target_id
JOIN gap g ON g.gap_id = h.gap_id
JOIN region r ON r.region_id = g.region_id
WHERE t.ancestor_id IN (SELECT region_id FROM top)
ORDER BY CASE g.status WHEN 'short' THEN 0 WHEN 'no data' THEN 1 WHEN 'not yet due' THEN 2 WHEN 'awaiting' THEN 3 ELSE 4 END,
         g.gap DESC, g.gap_id;
