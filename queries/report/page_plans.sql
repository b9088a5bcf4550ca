-- One row per plan in the order of its first target: how its targets stand, all of them and the binding ones, and how their figures are known. A
-- target of many regions is met when all of them meet it, else it stands as the worst of them.
-- params: none
-- reads: target, gap
-- writes: none
WITH stand AS (
    SELECT t.target_id, t.plan_code, t.plan, t.plan_en, t.nature = 'binding' AS binding, t.nature = 'expected' AS expected,
           CASE WHEN max(g.status = 'short') THEN 'short' WHEN max(g.status = 'no data') THEN 'no data'
                WHEN max(g.status = 'not yet due') THEN 'not yet due' WHEN max(g.status = 'awaiting') THEN 'awaiting' ELSE 'met' END AS status,
           max(g.basis = 'reported') AS reported, max(g.value IS NOT NULL OR g.low IS NOT NULL) AS known
    FROM target t JOIN gap g USING (target_id) GROUP BY t.target_id)
SELECT min(target_id), plan, plan_en, count(*), total(binding), total(expected),
       total(status = 'met'), total(status = 'met' AND binding), total(status = 'short'), total(status = 'short' AND binding),
       total(status = 'not yet due'), total(status = 'not yet due' AND binding), total(status = 'no data'), total(status = 'no data' AND binding),
       total(status = 'awaiting'), total(status = 'awaiting' AND binding),
       total(status <> 'awaiting' AND known AND reported IS NOT 1), total(status <> 'awaiting' AND reported IS 1),
       total(status <> 'awaiting' AND NOT known AND reported IS NOT 1)
FROM stand
GROUP BY plan_code, plan
ORDER BY min(target_id);
