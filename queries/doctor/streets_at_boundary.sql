-- Do the streets end where the regions do, on all four sides (less than 0.001 degrees beyond, some 100 m)? A coast ends them on some.
-- params: none
-- reads: net_node, region
-- writes: none
WITH street AS (SELECT min(lon_deg) AS west, max(lon_deg) AS east, min(lat_deg) AS south, max(lat_deg) AS north FROM net_node),
     study AS (SELECT min(MbrMinX(geom)) AS west, max(MbrMaxX(geom)) AS east, min(MbrMinY(geom)) AS south, max(MbrMaxY(geom)) AS north
               FROM region WHERE level <> 'circle' AND input_id IS NOT NULL)
SELECT 'margin_missing', NULL, NULL, NULL, 'streets', NULL, NULL, NULL, NULL
FROM street s, study r
WHERE s.west > r.west - 0.001 AND s.east < r.east + 0.001 AND s.south > r.south - 0.001 AND s.north < r.north + 0.001;
