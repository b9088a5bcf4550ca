-- How the targets of each plan stand, in the order of its first target: one of many regions is met when all of them meet it, else it stands as the
-- worst of them.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: target, gap
-- writes: none
WITH stand AS (
    SELECT t.target_id, t.plan_code, t.plan, t.plan_en,
           CASE WHEN max(g.status = 'short') THEN 'short' WHEN max(g.status = 'no data') THEN 'no data'
                WHEN max(g.status = 'not yet due') THEN 'not yet due' WHEN max(g.status = 'awaiting') THEN 'awaiting' ELSE 'met' END AS status
    FROM target t JOIN gap g USING (target_id) GROUP BY t.target_id)
SELECT coalesce(CASE :zh WHEN 0 THEN nullif(plan_en, '') END, plan), count(*), sum(status = 'met'), sum(status = 'short'), sum(status = 'no data'),
       sum(status = 'not yet due'), sum(status = 'awaiting')
FROM stand
GROUP BY plan_code, plan
ORDER BY min(target_id);
