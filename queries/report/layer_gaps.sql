-- Layer gaps: each target on the map of the region it speaks of. Column 0 is for looking up what closes it.
-- params: none
-- reads: gap, target, region
-- writes: none
SELECT g.gap_id, t.plan, t.item, r.code, r.name, t.indicator, t.op, t.value,
       g.value * CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END, g.gap * CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END,
       t.unit, g.status, t.year, t.nature, t.source, AsBinary(r.geom)
FROM gap g
JOIN target t USING (target_id)
JOIN region r ON r.region_id = g.region_id
ORDER BY g.gap_id;
