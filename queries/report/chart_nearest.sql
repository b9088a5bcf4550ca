-- People of a group by the whole minutes to the nearest facility of a set: minute m holds those with more than m - 1 and at most m, NULL those who
-- have none within the horizon; and how many of them are within the largest limit. A look at each home of the scope, none beyond it.
-- params: :region_id of the scope, :set_id, :group code of a group, :mode label of a measure
-- reads: region, region_tree, demand, demand_people, people_group, type_set_member, reach_nearest, measure
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     home AS (SELECT p.demand_id, p.people_micro
              FROM top
              CROSS JOIN region_tree t ON t.ancestor_id = top.region_id
              CROSS JOIN demand d ON d.region_id = t.region_id
              CROSS JOIN demand_people p ON p.demand_id = d.demand_id
                   AND p.group_id = (SELECT group_id FROM people_group WHERE code = :group)
              WHERE p.people_micro > 0),
     near AS (SELECT h.people_micro, min(n.walk_min) - 1e-9 AS walk_min, count(n.limit_id) > 0 AS is_within
              FROM home h
              CROSS JOIN type_set_member m ON m.set_id = :set_id
              LEFT JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM measure WHERE label = :mode)
                   AND n.type_id = m.type_id AND n.demand_id = h.demand_id
              GROUP BY h.demand_id)
SELECT CAST(walk_min AS INTEGER) + (walk_min > CAST(walk_min AS INTEGER)) AS minute, sum(people_micro) / 1e6,
       coalesce(sum(people_micro) FILTER (WHERE is_within), 0) / 1e6
FROM near
GROUP BY minute
ORDER BY minute;
