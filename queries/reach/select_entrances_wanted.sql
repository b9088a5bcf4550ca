-- The entrances of the facilities whose catchments are wanted: those of the types wanted that count on as_of or on a further day. Columns as in
-- reach/select_entrances.
-- params: none
-- reads: facility, facility_entrance, facility_join, catchment_wanted, trend_day
-- writes: none
SELECT f.type_id, f.facility_id, e.lon_deg, e.lat_deg, j.edge_id, j.offset_mm, j.leg_mm
FROM catchment_wanted AS w
JOIN facility AS f ON f.type_id = w.type_id
JOIN facility_entrance AS e USING (facility_id)
LEFT JOIN facility_join AS j USING (facility_id, entrance_no)
WHERE f.counts = 1 OR EXISTS (SELECT 1 FROM trend_day AS d WHERE f.counts_from <= d.day AND d.day < f.counts_until)
ORDER BY f.type_id, f.facility_id, e.entrance_no;
