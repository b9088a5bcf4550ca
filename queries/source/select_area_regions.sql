-- Every administrative region with its outline, the finest level first, for finding which holds a place.
-- params: none
-- reads: region, level
-- writes: none
SELECT region_id, code, parent_id, ST_AsBinary(geom)
FROM region JOIN level USING (level)
WHERE level <> 'circle'
ORDER BY rank DESC, region_id;
