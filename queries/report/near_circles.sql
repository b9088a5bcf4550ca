-- Where the service circles of the largest limit are; a degree of latitude is at least 110574 m long, one of longitude 111320 m x cos(latitude).
-- params: none
-- reads: service_circle, facility, measure, reach_limit
-- writes: none
INSERT INTO near (west_deg, east_deg, south_deg, north_deg, kind, item_id, type_id, lon_deg, lat_deg, radius_m)
SELECT X(f.geom) - s.radius_m / (111320 * cos(radians(min(85.0, abs(Y(f.geom)))))), X(f.geom) + s.radius_m / (111320 * cos(radians(min(85.0, abs(Y(f.geom)))))),
       Y(f.geom) - s.radius_m / 110574, Y(f.geom) + s.radius_m / 110574, 'circle', s.service_circle_id, f.type_id, X(f.geom), Y(f.geom), s.radius_m
FROM service_circle s
JOIN facility f USING (facility_id)
WHERE s.measure_id = (SELECT measure_id FROM measure WHERE label = 'circle') AND f.geom IS NOT NULL
  AND s.limit_id = (SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1);
