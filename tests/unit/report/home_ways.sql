-- What lc_page_home_ways answers with, by joins: number, people, minutes to the nearest, is one within a limit.
-- In the order of homes.
SELECT d.demand_id, p.people_micro, min(n.walk_min), count(n.limit_id)
FROM demand d
JOIN demand_people p ON p.demand_id = d.demand_id AND p.people_micro > 0
JOIN people_group g ON g.group_id = p.group_id AND g.code = :group
JOIN type_set_member m ON m.set_id = :set_id
LEFT JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM measure WHERE label = :mode) AND n.type_id = m.type_id AND n.demand_id = d.demand_id
WHERE d.region_id IN (SELECT region_id FROM region_tree WHERE ancestor_id = :region_id)
GROUP BY d.demand_id
ORDER BY d.demand_id
