-- The service circles for the interactive map: name, whether it has a centre, outline.
-- params: none
-- reads: region
-- writes: none
SELECT name, kind = 'centre', AsBinary(geom) FROM region WHERE level = 'circle' AND geom IS NOT NULL ORDER BY region_id;
