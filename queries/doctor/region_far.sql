-- Regions that lie far from the others of their level: ten times as far from the middle of all as half of them do, and 50 km at least. Fewer than five
-- regions have no middle. 111.2 km are a degree of latitude.
-- params: none
-- reads: region
-- writes: none
WITH middle AS (SELECT *, (MbrMinX(geom) + MbrMaxX(geom)) / 2 AS lon_deg, (MbrMinY(geom) + MbrMaxY(geom)) / 2 AS lat_deg FROM region WHERE level <> 'circle'),
     ranked AS (SELECT *, row_number() OVER (PARTITION BY level ORDER BY lon_deg) AS by_lon, row_number() OVER (PARTITION BY level ORDER BY lat_deg) AS by_lat,
                       (count(*) OVER (PARTITION BY level) + 1) / 2 AS half, count(*) OVER (PARTITION BY level) AS regions
                FROM middle),
     centre AS (SELECT level, max(iif(by_lon = half, lon_deg, NULL)) AS lon_deg, max(iif(by_lat = half, lat_deg, NULL)) AS lat_deg FROM ranked GROUP BY level),
     away AS (SELECT r.*, 111.2 * sqrt(power((r.lon_deg - c.lon_deg) * cos(radians(c.lat_deg)), 2) + power(r.lat_deg - c.lat_deg, 2)) AS dist_km
              FROM ranked r JOIN centre c ON c.level = r.level WHERE r.regions >= 5),
     spread AS (SELECT *, row_number() OVER (PARTITION BY level ORDER BY dist_km) AS by_dist FROM away),
     usual AS (SELECT level, max(iif(by_dist = half, dist_km, NULL)) AS dist_km FROM spread GROUP BY level)
SELECT 'region_far', a.input_id, a.row_no, a.name, NULL, CAST(CAST(a.dist_km AS INTEGER) AS TEXT) || ' km', CAST(CAST(u.dist_km + 1 AS INTEGER) AS TEXT) || ' km', a.lon_deg, a.lat_deg
FROM away a JOIN usual u ON u.level = a.level
WHERE a.dist_km > 10 * u.dist_km AND a.dist_km > 50
ORDER BY a.region_id;
