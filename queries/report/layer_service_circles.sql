-- Layer service_circles.
-- params: none
-- reads: service_circle, facility, facility_type, measure, profile, reach_limit
-- writes: none
SELECT f.facility_id, f.name, t.code, p.code, l.limit_min, s.radius_m, AsBinary(s.geom)
FROM service_circle s
JOIN facility f USING (facility_id)
JOIN facility_type t USING (type_id)
JOIN measure m ON m.measure_id = s.measure_id
JOIN profile p USING (profile_id)
JOIN reach_limit l ON l.limit_id = s.limit_id
ORDER BY s.service_circle_id;
