-- The entrances of the facilities that count, by type and facility, and where they meet the streets (NULL: nowhere).
-- params: none
-- reads: facility, facility_entrance, facility_join
-- writes: none
SELECT f.type_id, f.facility_id, e.lon_deg, e.lat_deg, j.edge_id, j.offset_mm, j.leg_mm
FROM facility AS f
JOIN facility_entrance AS e USING (facility_id)
LEFT JOIN facility_join AS j USING (facility_id, entrance_no)
WHERE f.counts = 1
ORDER BY f.type_id, f.facility_id, e.entrance_no;
