-- The outline of a region.
-- params: :region_id id
-- reads: region
-- writes: none
SELECT ST_AsBinary(geom) FROM region WHERE region_id = :region_id;
