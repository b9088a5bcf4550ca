-- Facilities that not even their best entrance joins well: one row each, with that entrance. An entrance on a street goes before one that a barrier cuts off, however near that is (SQLite takes the bare columns from the row of the MIN).
-- params: none
-- reads: facility, facility_entrance, facility_join
-- writes: none
SELECT f.name, f.input_id, f.row_no, j.status, j.leg_mm, e.lon_deg, e.lat_deg, j.blocked,
       MIN(j.leg_mm + (j.edge_id IS NULL) * 1000000000000) AS rank_mm
FROM facility_join AS j
JOIN facility_entrance AS e ON e.facility_id = j.facility_id AND e.entrance_no = j.entrance_no
JOIN facility AS f ON f.facility_id = j.facility_id
GROUP BY j.facility_id
HAVING j.status <> 'ok'
ORDER BY j.facility_id;
