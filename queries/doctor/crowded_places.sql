-- Places at which more facilities stand than a house holds, once for each.
-- params: none
-- reads: crowded_place, facility, facility_entrance
-- writes: none
SELECT 'crowded_place', f.input_id, f.row_no, f.name, NULL, CAST(c.facilities AS TEXT), NULL, ST_X(f.geom), ST_Y(f.geom)
FROM crowded_place c JOIN facility f ON f.facility_id = c.first_id
ORDER BY f.facility_id;
