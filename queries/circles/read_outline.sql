-- The outlines of the top regions.
-- params: none
-- reads: region
-- writes: none
SELECT ST_AsBinary(geom) FROM region WHERE parent_id IS NULL AND level <> 'circle' ORDER BY region_id
