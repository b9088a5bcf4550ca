-- Which clauses of which plans ask for each indicator, in the order of the targets.
-- params: :region_id NULL: the whole study
-- reads: region_tree, target
-- writes: none
WITH mine (target_id) AS (
         SELECT target_id FROM target WHERE :region_id IS NULL
         UNION
         SELECT g.target_id FROM region_tree h CROSS JOIN region_gap g ON g.region_id = h.region_id WHERE h.ancestor_id = :region_id)
SELECT t.indicator, t.plan, t.source
FROM mine m CROSS JOIN target t ON t.target_id = m.target_id
GROUP BY t.indicator, t.plan, t.source
ORDER BY t.indicator, min(t.target_id);
