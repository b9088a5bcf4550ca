-- Facilities whose best entrance is far from every street: one row each, with that entrance (SQLite takes the bare columns from the row of the MIN).
-- params: none
-- reads: facility, facility_entrance, facility_join
-- writes: none
SELECT f.name, f.input_id, f.row_no, j.status, MIN(j.leg_mm) AS leg_mm, e.lon_deg, e.lat_deg
FROM facility_join AS j
JOIN facility_entrance AS e ON e.facility_id = j.facility_id AND e.entrance_no = j.entrance_no
JOIN facility AS f ON f.facility_id = j.facility_id
GROUP BY j.facility_id
HAVING j.status <> 'ok'
ORDER BY j.facility_id;
