-- The demand points and where they meet the streets (NULL: nowhere).
-- params: none
-- reads: demand, demand_join
-- writes: none
SELECT d.demand_id, d.lon_deg, d.lat_deg, j.edge_id, j.offset_mm, j.leg_mm
FROM demand AS d LEFT JOIN demand_join AS j USING (demand_id)
ORDER BY d.demand_id;
