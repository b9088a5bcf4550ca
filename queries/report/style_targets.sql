-- The targets that make a map, as the layer of gaps tells them apart: those that more than one region with a place has, and where there is none, the
-- first of all.
-- params: :zh 1 for the Chinese item, 0 for the English one; :most how many at most
-- reads: gap, target, region
-- writes: none
SELECT CASE WHEN :zh = 1 OR t.item_en IS NULL THEN t.item ELSE t.item_en END,
       t.plan, t.item, t.item_no, t.indicator, t.parameters, t.scope, CAST(t.year AS TEXT)
FROM target t
JOIN gap g USING (target_id)
JOIN region r ON r.region_id = g.region_id AND r.level <> 'circle'
GROUP BY t.target_id
ORDER BY count(*) > 1 DESC, t.target_id
LIMIT :most;
