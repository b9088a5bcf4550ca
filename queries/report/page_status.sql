-- How many targets stand how, and of the binding ones: a target of many regions is met when all of them meet it, else it stands as the worst.
-- params: none
-- reads: target, gap
-- writes: none
WITH stand AS (
    SELECT CASE WHEN max(g.status = 'short') THEN 'short' WHEN max(g.status = 'no data') THEN 'no data'
                WHEN max(g.status = 'not yet due') THEN 'not yet due' WHEN max(g.status = 'awaiting') THEN 'awaiting' ELSE 'met' END AS status,
           t.nature = 'binding' AS binding
    FROM target t JOIN gap g USING (target_id) GROUP BY t.target_id)
SELECT count(*), coalesce(sum(status = 'met'), 0), coalesce(sum(status = 'short'), 0), coalesce(sum(status = 'no data'), 0),
       coalesce(sum(status = 'not yet due'), 0), coalesce(sum(status = 'awaiting'), 0),
       coalesce(sum(binding), 0), coalesce(sum(binding AND status = 'met'), 0), coalesce(sum(binding AND status = 'short'), 0)
FROM stand;
