-- Layer demand: who lives at a point. Which types are within reach there (columns 4 and 5) is not asked here, row by row, but filled in
-- from one scan per type.
-- params: none
-- reads: demand, region, demand_people, people_group, demand_join
-- writes: none
SELECT d.demand_id, r.code, r.name, p.people_micro / 1e6, NULL, NULL, j.leg_mm / 1000.0, j.status, AsBinary(d.geom)
FROM demand d
LEFT JOIN demand_people p ON p.demand_id = d.demand_id
     AND p.group_id = (SELECT group_id FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)
LEFT JOIN region r ON r.region_id = d.region_id
LEFT JOIN demand_join j ON j.demand_id = d.demand_id
ORDER BY d.demand_id;
