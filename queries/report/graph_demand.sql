-- Where people join the streets, and what the search found for them: one row per point and facility type, for the first profile.
-- params: none
-- reads: demand, demand_join, reach_nearest, facility_type, measure
-- writes: none
SELECT d.demand_id, printf('%.8f', d.lon_deg) AS lon, printf('%.8f', d.lat_deg) AS lat,
       j.edge_id, j.offset_mm, j.leg_mm, j.status, t.code AS type, n.facility_id, n.cost_mm
FROM demand d
JOIN demand_join j USING (demand_id)
LEFT JOIN reach_nearest n ON n.demand_id = d.demand_id
     AND n.measure_id = (SELECT measure_id FROM measure WHERE label = 'network')
LEFT JOIN facility_type t ON t.type_id = n.type_id
ORDER BY d.demand_id, t.type_id;
