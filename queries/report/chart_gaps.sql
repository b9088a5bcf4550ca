-- The targets of a scope in the order of the plans, each as the worst of its regions in the scope, which is named unless it is the scope itself. A
-- target of "all" is a share of 100 %. Value and bounds are in the indicator's unit.
-- params: :region_id of the scope, :english 1 for English names of items where there are some
-- reads: region, region_tree, target, gap
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     here AS (SELECT g.*, row_number() OVER (PARTITION BY g.target_id
                              ORDER BY CASE g.status WHEN 'short' THEN 0 WHEN 'no data' THEN 1 WHEN 'not yet due' THEN 2 WHEN 'awaiting' THEN 3
                                       ELSE 4 END, g.gap DESC, g.gap_id) AS turn
              FROM top
              CROSS JOIN region_tree b ON b.ancestor_id = top.region_id
              CROSS JOIN region_gap n ON n.region_id = b.region_id
              CROSS JOIN gap g ON g.gap_id = n.gap_id)
SELECT coalesce(CASE :english WHEN 1 THEN nullif(t.item_en, '') END, nullif(t.item, ''), t.indicator),
       CASE WHEN h.region_id NOT IN (SELECT region_id FROM top) THEN r.name END,
       CASE t.op WHEN 'all' THEN '>=' ELSE t.op END, CASE t.op WHEN 'all' THEN '%' ELSE t.unit END, h.status, h.value, h.low, h.high,
       CASE t.op WHEN 'all' THEN 100.0 ELSE t.value END
FROM here h
JOIN target t USING (target_id)
JOIN region r ON r.region_id = h.region_id
WHERE h.turn = 1
ORDER BY t.target_id;
