-- People by how many facilities of a set they reach: all of the scope first (without a name), then its places (as in chart_places), those with the
-- largest share of none first.
-- params: :region_id of the scope, :level, :types code of a set, :group code of a group, :mode label of a measure, :limit_min minutes
-- reads: region, region_tree, indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     place (region_id, rank) AS (SELECT region_id, 0 FROM top
                                 UNION ALL
                                 SELECT t.region_id, t.region_id
                                 FROM top CROSS JOIN region_tree t ON t.ancestor_id = top.region_id AND t.depth > 0
                                 CROSS JOIN region r ON r.region_id = t.region_id AND r.level = :level),
     part (part, indicator) AS (VALUES (0, 'people_reaching_0'), (1, 'people_reaching_1'), (2, 'people_reaching_2'), (3, 'people_reaching_3'),
                                       (4, 'people_reaching_4'), (5, 'people_reaching_5_or_more')),
     told AS (SELECT p.rank, CASE WHEN p.rank > 0 THEN r.name END AS name, k.part, sum(v.value) AS people, sum(v.denominator) AS everybody
              FROM place p
              CROSS JOIN region r ON r.region_id = p.region_id
              CROSS JOIN part k
              CROSS JOIN indicator_value v ON v.indicator = k.indicator AND v.types = :types AND v.group_code = :group AND v.mode = :mode
                   AND v.limit_min = :limit_min AND v.variant = '' AND v.region_id = p.region_id
              GROUP BY p.rank, k.part)
SELECT rank, name, part, people FROM told
ORDER BY rank > 0, max(people / everybody) FILTER (WHERE part = 0) OVER (PARTITION BY rank) DESC, rank, part;
