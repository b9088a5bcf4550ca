-- The box to be drawn, in degrees: the regions without one above them, else everybody's homes and all facilities.
-- params: none
-- reads: region, demand, facility
-- writes: none
WITH box AS (SELECT min(MbrMinX(geom)) AS west, min(MbrMinY(geom)) AS south, max(MbrMaxX(geom)) AS east, max(MbrMaxY(geom)) AS north
             FROM region WHERE parent_id IS NULL),
     homes AS (SELECT min(lon_deg) AS west, min(lat_deg) AS south, max(lon_deg) AS east, max(lat_deg) AS north FROM demand),
     places AS (SELECT min(MbrMinX(geom)) AS west, min(MbrMinY(geom)) AS south, max(MbrMaxX(geom)) AS east, max(MbrMaxY(geom)) AS north FROM facility)
SELECT coalesce(b.west, h.west, p.west), coalesce(b.south, h.south, p.south), coalesce(b.east, h.east, p.east), coalesce(b.north, h.north, p.north)
FROM box b, homes h, places p;
