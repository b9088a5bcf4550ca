-- How many targets stand how, and of the binding ones: a target of many regions is met when all of them meet it, else it stands as the worst. And of how
-- many plans they are.
-- params: :region_id NULL: the whole study, else it and what is within
-- reads: target, gap, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     here AS (SELECT g.target_id, g.gap_id FROM region_tree t CROSS JOIN region_gap g ON g.region_id = t.region_id
              WHERE t.ancestor_id IN (SELECT region_id FROM top)),
     stand AS (
    SELECT CASE WHEN max(g.status = 'short') THEN 'short' WHEN max(g.status = 'no data') THEN 'no data'
                WHEN max(g.status = 'not yet due') THEN 'not yet due' WHEN max(g.status = 'awaiting') THEN 'awaiting' ELSE 'met' END AS status,
           t.nature = 'binding' AS binding, t.plan AS plan
    FROM here h CROSS JOIN gap g ON g.gap_id = h.gap_id JOIN target t ON t.target_id = h.target_id GROUP BY t.target_id)
SELECT count(*), coalesce(sum(status = 'met'), 0), coalesce(sum(status = 'short'), 0), coalesce(sum(status = 'no data'), 0),
       coalesce(sum(status = 'not yet due'), 0), coalesce(sum(status = 'awaiting'), 0),
       coalesce(sum(binding), 0), coalesce(sum(binding AND status = 'met'), 0), coalesce(sum(binding AND status = 'short'), 0), count(DISTINCT plan)
FROM stand;
