-- Outlines of the regions that are of several polygons.
-- params: none
-- reads: region
-- writes: none
SELECT input_id, row_no, name, ST_AsBinary(geom) FROM region WHERE level <> 'circle' AND ST_NumGeometries(geom) > 1 ORDER BY region_id;
