-- Layer demand: who lives at a point, and which facility types that the study has are out of reach there within the largest limit (on foot
-- where streets are known, else by circle).
-- params: none
-- reads: demand, region, demand_people, people_group, facility_type, facility, reach_nearest, measure, demand_join
-- writes: none
WITH chosen AS MATERIALIZED (SELECT measure_id FROM measure ORDER BY label = 'network' DESC, measure_id LIMIT 1),
     kinds AS MATERIALIZED (SELECT type_id, code FROM facility_type t
                            WHERE EXISTS (SELECT 1 FROM facility f WHERE f.type_id = t.type_id AND f.counts = 1) ORDER BY type_id),
     state AS MATERIALIZED (
         SELECT d.demand_id, count(n.limit_id) AS reached, group_concat(CASE WHEN n.limit_id IS NULL THEN k.code END, ' ') AS missing
         FROM demand d CROSS JOIN kinds k
         LEFT JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM chosen) AND n.type_id = k.type_id
              AND n.demand_id = d.demand_id
         GROUP BY d.demand_id)
SELECT d.demand_id, r.code, r.name, p.people_micro / 1e6, s.reached, s.missing, j.leg_mm / 1000.0, j.status, AsBinary(d.geom)
FROM demand d
JOIN state s ON s.demand_id = d.demand_id
LEFT JOIN demand_people p ON p.demand_id = d.demand_id
     AND p.group_id = (SELECT group_id FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)
LEFT JOIN region r ON r.region_id = d.region_id
LEFT JOIN demand_join j ON j.demand_id = d.demand_id
ORDER BY d.demand_id;
