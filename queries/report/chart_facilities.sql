-- People by how many facilities of a set they reach: all of the scope first (without a name), then its places (as in chart_places), those with the
-- largest share of none first.
-- params: :region_id of the scope, :level, :types code of a set, :group code of a group, :mode label of a measure, :limit_min minutes
-- reads: region, region_tree, indicator_value
-- writes: none
WITH place (region_id, rank) AS (SELECT region_id, 0 FROM region WHERE iif(:region_id IS NULL, parent_id IS NULL, region_id = :region_id)
                                 UNION ALL
                                 SELECT region_id, region_id FROM region WHERE :region_id IS NULL AND level = :level AND parent_id IS NOT NULL
                                 UNION ALL
                                 SELECT region_id, region_id FROM region_tree WHERE ancestor_id = :region_id AND depth = 1),
     part (part, indicator) AS (VALUES (0, 'people_reaching_0'), (1, 'people_reaching_1'), (2, 'people_reaching_2'), (3, 'people_reaching_3'),
                                       (4, 'people_reaching_4'), (5, 'people_reaching_5_or_more')),
     told AS (SELECT p.rank, CASE WHEN p.rank > 0 THEN r.name END AS name, k.part, sum(v.value) AS people, sum(v.denominator) AS everybody
              FROM place p
              CROSS JOIN region r ON r.region_id = p.region_id AND r.level <> 'circle'
              CROSS JOIN part k
              CROSS JOIN indicator_value v ON v.indicator = k.indicator AND v.types = :types AND v.group_code = :group AND v.mode = :mode
                   AND v.limit_min = :limit_min AND v.variant = '' AND v.region_id = p.region_id
              GROUP BY p.rank, k.part)
SELECT rank, name, part, people FROM told
ORDER BY rank > 0, max(people / everybody) FILTER (WHERE part = 0) OVER (PARTITION BY rank) DESC, rank, part;
