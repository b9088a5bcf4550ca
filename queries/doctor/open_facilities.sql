-- Facilities that are open by their status, for what is compared in pairs; those at crowded places are told there.
-- params: none
-- reads: facility, facility_entrance, crowded_place
-- writes: none
SELECT facility_id, type_id, name, ST_X(geom), ST_Y(geom), input_id, row_no
FROM facility
WHERE status = 'open' AND (round(ST_X(geom), 6), round(ST_Y(geom), 6)) NOT IN (SELECT lon_deg, lat_deg FROM crowded_place)
ORDER BY facility_id;
