-- Layer demand: who lives at a point, and which facility types that the study has are out of reach there within the largest limit (on foot
-- where streets are known, else by circle).
-- params: none
-- reads: demand, region, demand_people, people_group, facility_type, facility, reach_nearest, measure, demand_join
-- writes: none
WITH chosen AS (SELECT measure_id FROM measure ORDER BY label = 'network' DESC, measure_id LIMIT 1),
     kinds AS (SELECT DISTINCT t.type_id, t.code FROM facility f JOIN facility_type t USING (type_id) WHERE f.counts = 1)
SELECT d.demand_id, r.code, r.name,
       (SELECT people_micro / 1e6 FROM demand_people p
        WHERE p.demand_id = d.demand_id
          AND p.group_id = (SELECT group_id FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)),
       (SELECT count(*) FROM kinds k JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM chosen)
            AND n.type_id = k.type_id AND n.demand_id = d.demand_id WHERE n.limit_id IS NOT NULL),
       (SELECT group_concat(code, ' ') FROM (SELECT k.code FROM kinds k
            LEFT JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM chosen) AND n.type_id = k.type_id
                 AND n.demand_id = d.demand_id
            WHERE n.limit_id IS NULL ORDER BY k.type_id)),
       j.leg_mm / 1000.0, j.status, AsBinary(d.geom)
FROM demand d
LEFT JOIN region r ON r.region_id = d.region_id
LEFT JOIN demand_join j ON j.demand_id = d.demand_id
ORDER BY d.demand_id;
