-- The box to be drawn, in degrees: the region, or all regions without one above them; else everybody's homes and all facilities.
-- params: :region_id NULL: the whole study
-- reads: region, demand, facility
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     box AS (SELECT min(MbrMinX(geom)) AS west, min(MbrMinY(geom)) AS south, max(MbrMaxX(geom)) AS east, max(MbrMaxY(geom)) AS north
             FROM region WHERE region_id IN (SELECT region_id FROM top)),
     homes AS (SELECT min(lon_deg) AS west, min(lat_deg) AS south, max(lon_deg) AS east, max(lat_deg) AS north FROM demand
               WHERE (SELECT west FROM box) IS NULL),
     places AS (SELECT min(MbrMinX(geom)) AS west, min(MbrMinY(geom)) AS south, max(MbrMaxX(geom)) AS east, max(MbrMaxY(geom)) AS north FROM facility
                WHERE (SELECT west FROM box) IS NULL)
SELECT coalesce(b.west, h.west, p.west), coalesce(b.south, h.south, p.south), coalesce(b.east, h.east, p.east), coalesce(b.north, h.north, p.north)
FROM box b, homes h, places p;
