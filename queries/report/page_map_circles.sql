-- The service circles of a set at the largest limit.
-- params: :set_id
-- reads: service_circle, facility, type_set_member, measure, reach_limit
-- writes: none
SELECT X(f.geom), Y(f.geom), s.radius_m
FROM service_circle s
JOIN facility f USING (facility_id)
JOIN type_set_member m ON m.set_id = :set_id AND m.type_id = f.type_id
WHERE s.measure_id = (SELECT measure_id FROM measure WHERE label = 'circle')
  AND s.limit_id = (SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1)
ORDER BY s.service_circle_id;
