-- The region that has a code already.
-- params: :code text
-- reads: region
-- writes: none
SELECT region_id, ST_AsBinary(geom) FROM region WHERE code = :code;
