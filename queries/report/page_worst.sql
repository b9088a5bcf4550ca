-- The region that is furthest from a target that is due, binding targets before expected ones: by the part of the target that is missing, then
-- by what has to be done about it.
-- params: none
-- reads: gap, target, region, gap_closes
-- writes: none
SELECT g.gap_id, r.name, t.item, g.value, t.value, t.unit, t.op, g.gap
FROM gap g
JOIN target t USING (target_id)
JOIN region r ON r.region_id = g.region_id
LEFT JOIN gap_closes c ON c.gap_id = g.gap_id AND c.position = 0
WHERE g.status = 'short'
ORDER BY t.nature = 'binding' DESC,
         g.gap / nullif(abs(t.value) / CASE t.unit WHEN '%' THEN 100.0 WHEN '‰' THEN 1000.0 ELSE 1.0 END, 0) DESC, c.amount DESC, g.gap_id
LIMIT 1;
