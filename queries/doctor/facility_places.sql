-- Every so many-th facility of a file: where it is, and what tells its region.
-- params: :input_id id, :step count
-- reads: facility
-- writes: none
SELECT ST_X(geom), ST_Y(geom), region_said, name, address
FROM facility
WHERE input_id = :input_id AND facility_id % :step = 0
ORDER BY facility_id;
