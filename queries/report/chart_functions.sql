-- People by how many items of a function list they reach: all of the scope first (without a name), then its places (as in chart_places), those with
-- the largest share of none first, then of one.
-- params: :region_id of the scope, :level, :list code of a list, :group code of a group, :mode label of a measure, :limit_min minutes
-- reads: region, region_tree, indicator_value, function_list, function_list_item
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     place (region_id, rank) AS (SELECT region_id, 0 FROM top
                                 UNION ALL
                                 SELECT t.region_id, t.region_id
                                 FROM top CROSS JOIN region_tree t ON t.ancestor_id = top.region_id AND t.depth > 0
                                 CROSS JOIN region r ON r.region_id = t.region_id AND r.level = :level),
     part (part) AS (SELECT 0 UNION ALL SELECT DISTINCT i.position FROM function_list f JOIN function_list_item i USING (list_id) WHERE f.code = :list),
     told AS (SELECT p.rank, CASE WHEN p.rank > 0 THEN r.name END AS name, k.part, sum(v.value) AS people, sum(v.denominator) AS everybody
              FROM place p
              CROSS JOIN region r ON r.region_id = p.region_id
              CROSS JOIN part k
              CROSS JOIN indicator_value v ON v.indicator = 'people_reaching_functions' AND v.types = '' AND v.group_code = :group AND v.mode = :mode
                   AND v.limit_min = :limit_min AND v.variant = 'list=' || :list || '|items=' || k.part AND v.region_id = p.region_id
              GROUP BY p.rank, k.part)
SELECT rank, name, part, people FROM told
ORDER BY rank > 0, max(people / everybody) FILTER (WHERE part = 0) OVER (PARTITION BY rank) DESC,
         max(people / everybody) FILTER (WHERE part = 1) OVER (PARTITION BY rank) DESC, rank, part;
