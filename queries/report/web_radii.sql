-- How far a circle of a measure reaches at each limit.
-- params: none
-- reads: service_circle, reach_limit
-- writes: none
SELECT DISTINCT s.measure_id, l.limit_min, s.radius_m
FROM service_circle s
JOIN reach_limit l USING (limit_id)
ORDER BY s.measure_id, l.limit_min, s.radius_m;
