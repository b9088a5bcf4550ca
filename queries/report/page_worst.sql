-- The region that is furthest from a target: of those that are due, binding ones before expected ones, else of those still to come; by the part of
-- the target that is missing, then by what has to be done about it. Where the value is only bounded, the bound that is nearer to the target is
-- told, and that it is one.
-- params: :zh 1 for the item in Chinese, 0 for it in English where the plan has it, :region_id NULL: of the whole study; else of that region and
-- those within it
-- reads: gap, target, region, gap_closes, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT g.gap_id, r.name, coalesce(CASE :zh WHEN 0 THEN nullif(t.item_en, '') END, nullif(t.item, ''), t.indicator),
       coalesce(g.value, CASE t.op WHEN '<=' THEN g.low ELSE g.high END), t.value,
       CASE WHEN t.op = 'all' AND coalesce(t.unit, '') = '' THEN '%' ELSE t.unit END, t.op, g.value IS NULL
FROM region_tree w
CROSS JOIN region_gap h ON h.region_id = w.region_id
JOIN gap g ON g.gap_id = h.gap_id
JOIN target t USING (target_id)
JOIN region r ON r.region_id = g.region_id
LEFT JOIN gap_closes c ON c.gap_id = g.gap_id AND c.position = 0
WHERE w.ancestor_id IN (SELECT region_id FROM top) AND (g.status = 'short' OR g.status = 'not yet due')
ORDER BY g.status = 'short' DESC, t.nature = 'binding' DESC,
         g.gap / CASE t.op WHEN 'all' THEN 1.0
                 ELSE nullif(abs(t.value) / CASE t.unit WHEN '%' THEN 100.0 WHEN '‰' THEN 1000.0 ELSE 1.0 END, 0) END DESC,
         c.amount DESC, g.gap_id
LIMIT 1;
