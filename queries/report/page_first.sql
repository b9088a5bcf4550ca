-- What is furthest from its target, one row for a target: of the plans made for this study, then of built-in plans of another area; of targets that are due, binding ones before expected ones, else of those still to come;
-- by the part of the target that is missing, then by what has to be done about it. The region is the one that is furthest behind; where its value
-- is only bounded, the bound that is nearer to the target is told, and that it is one. And how many regions the target is about, how many of them
-- do not meet it, their level, and the plan where there are several.
-- params: :zh 1 for the item in Chinese, 0 for it in English where the plan has it, :most rows, :region_id NULL: the whole study,
-- else it and what is within
-- reads: gap, target, region, gap_closes, region_tree, finding
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     behind AS (SELECT g.gap_id, t.target_id, g.status, c.amount,
                       g.gap / CASE t.op WHEN 'all' THEN 1.0
                               ELSE nullif(abs(t.value) / CASE t.unit WHEN '%' THEN 100.0 WHEN '‰' THEN 1000.0 ELSE 1.0 END, 0) END AS part
                FROM region_tree w
                CROSS JOIN region_gap h ON h.region_id = w.region_id
                JOIN gap g ON g.gap_id = h.gap_id
                JOIN target t ON t.target_id = h.target_id
                LEFT JOIN gap_closes c ON c.gap_id = g.gap_id AND c.position = 0
                WHERE w.ancestor_id IN (SELECT region_id FROM top)),
     worst AS (SELECT b.*, count(*) OVER (PARTITION BY target_id) AS parts, sum(status = 'short' OR status = 'not yet due') OVER (PARTITION BY target_id) AS failing,
                      row_number() OVER (PARTITION BY target_id ORDER BY status = 'short' DESC, status = 'not yet due' DESC, part DESC, amount DESC, gap_id) AS turn
               FROM behind b)
SELECT g.gap_id, r.region_id, r.name, coalesce(CASE :zh WHEN 0 THEN nullif(t.item_en, '') END, nullif(t.item, ''), t.indicator),
       coalesce(g.value, CASE t.op WHEN '<=' THEN g.low ELSE g.high END), t.value,
       CASE WHEN t.op = 'all' AND coalesce(t.unit, '') = '' THEN '%' ELSE t.unit END, t.op, g.value IS NULL, g.gap, g.status, t.nature, t.year,
       w.parts, w.failing, t.indicator, r.level,
       CASE WHEN (SELECT count(DISTINCT plan) FROM target) > 1 THEN coalesce(CASE :zh WHEN 0 THEN nullif(t.plan_en, '') END, t.plan) END
FROM worst w
JOIN gap g ON g.gap_id = w.gap_id
JOIN target t ON t.target_id = w.target_id
JOIN region r ON r.region_id = g.region_id
WHERE w.turn = 1 AND (g.status = 'short' OR g.status = 'not yet due')
ORDER BY t.input_id IN (SELECT input_id FROM finding WHERE code = 'plan_elsewhere'), g.status = 'short' DESC, t.nature = 'binding' DESC, w.part DESC, w.amount DESC, g.gap_id
LIMIT :most;
