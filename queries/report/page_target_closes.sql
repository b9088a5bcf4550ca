-- What would close the gaps of all regions of one target: its first and plainest measure, added up; and whether that is the
-- least, because a value is only bounded.
-- params: :target_id, :region_id NULL: the whole study, else it and what is within
-- reads: gap, gap_closes, facility_type, target, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT c.kind, sum(c.amount), y.name_zh, y.name_en, max(g.value IS NULL AND g.gap > 0), t.unit
FROM region_tree w
CROSS JOIN region_gap h ON h.region_id = w.region_id AND h.target_id = :target_id
JOIN gap g ON g.gap_id = h.gap_id
JOIN target t ON t.target_id = g.target_id
JOIN gap_closes c ON c.gap_id = g.gap_id AND c.position = 0
LEFT JOIN facility_type y ON y.code = c.type_code
WHERE w.ancestor_id IN (SELECT region_id FROM top)
GROUP BY c.kind, c.type_code
ORDER BY c.kind;
