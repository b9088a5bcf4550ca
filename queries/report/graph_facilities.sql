-- Where facilities join the streets, entrance by entrance.
-- params: none
-- reads: facility, facility_type, facility_entrance, facility_join
-- writes: none
SELECT f.facility_id, t.code AS type, f.counts, j.entrance_no, printf('%.8f', e.lon_deg) AS lon, printf('%.8f', e.lat_deg) AS lat,
       j.edge_id, j.offset_mm, j.leg_mm, j.status
FROM facility f
JOIN facility_type t USING (type_id)
JOIN facility_join j USING (facility_id)
JOIN facility_entrance e ON e.facility_id = j.facility_id AND e.entrance_no = j.entrance_no
ORDER BY f.facility_id, j.entrance_no;
