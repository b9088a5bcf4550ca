-- The measures with how their profile walks.
-- params: none
-- reads: measure, profile
-- writes: none
SELECT m.measure_id, m.mode = 'network' AS is_network, p.speed_mps, p.steps_factor, p.crossing_s, p.elevator_s, p.step_free, p.slope
FROM measure AS m JOIN profile AS p USING (profile_id)
ORDER BY m.measure_id;
