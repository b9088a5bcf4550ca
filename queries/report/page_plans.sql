-- One row per plan in the order of its first target: how its targets stand, all of them and the binding ones, and how their figures are known. A
-- target of many regions is met when all of them meet it, else it stands as the worst of them.
-- And the area that it was made for, of a built-in plan of another one.
-- params: :region_id NULL: the whole study, else it and what is within
-- reads: target, gap, region_tree, finding
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     here AS (SELECT g.target_id, g.gap_id FROM region_tree t CROSS JOIN region_gap g ON g.region_id = t.region_id
              WHERE t.ancestor_id IN (SELECT region_id FROM top)),
     stand AS (
    SELECT t.target_id, (SELECT f.value FROM finding f WHERE f.code = 'plan_elsewhere' AND f.input_id = t.input_id) AS area, t.plan_code, t.plan, t.plan_en, t.nature = 'binding' AS binding, t.nature = 'expected' AS expected,
           CASE WHEN max(g.status = 'short') THEN 'short' WHEN max(g.status = 'no data') THEN 'no data'
                WHEN max(g.status = 'not yet due') THEN 'not yet due' WHEN max(g.status = 'awaiting') THEN 'awaiting' ELSE 'met' END AS status,
           max(g.basis = 'reported') AS reported, max(g.value IS NOT NULL OR g.low IS NOT NULL) AS known
    FROM here h CROSS JOIN gap g ON g.gap_id = h.gap_id JOIN target t ON t.target_id = h.target_id GROUP BY t.target_id)
SELECT min(target_id), plan, plan_en, count(*), total(binding), total(expected),
       total(status = 'met'), total(status = 'met' AND binding), total(status = 'short'), total(status = 'short' AND binding),
       total(status = 'not yet due'), total(status = 'not yet due' AND binding), total(status = 'no data'), total(status = 'no data' AND binding),
       total(status = 'awaiting'), total(status = 'awaiting' AND binding),
       total(status <> 'awaiting' AND known AND reported IS NOT 1), total(status <> 'awaiting' AND reported IS 1),
       total(status <> 'awaiting' AND NOT known AND reported IS NOT 1),
       max(area)
FROM stand
GROUP BY plan_code, plan
ORDER BY min(target_id);
