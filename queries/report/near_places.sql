-- Fills near_place.
-- params: :tile_deg the side of a square
-- reads: facility, service_circle, measure, reach_limit
-- writes: none
INSERT INTO near_place (tile_y, tile_x, facility_id, type_id, lon_deg, lat_deg, radius_m)
SELECT floor(Y(f.geom) / :tile_deg), floor(X(f.geom) / :tile_deg), f.facility_id, f.type_id, X(f.geom), Y(f.geom), c.radius_m
FROM facility f
LEFT JOIN (SELECT s.facility_id, max(s.radius_m) AS radius_m
           FROM service_circle s
           WHERE s.measure_id = (SELECT measure_id FROM measure WHERE label = 'circle')
             AND s.limit_id = (SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1)
           GROUP BY s.facility_id) c ON c.facility_id = f.facility_id
WHERE f.counts = 1 AND f.geom IS NOT NULL;
