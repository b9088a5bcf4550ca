-- Every facility of any status: whether it stands inside the boundary, and where.
-- params: none
-- reads: facility
-- writes: none
SELECT facility_id, region_id IS NOT NULL, ST_X(geom), ST_Y(geom) FROM facility ORDER BY facility_id
