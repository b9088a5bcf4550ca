-- The measures with how fast their profile walks.
-- params: none
-- reads: measure, profile
-- writes: none
SELECT m.measure_id, m.mode = 'network' AS is_network, p.speed_mps, p.steps_factor
FROM measure AS m JOIN profile AS p USING (profile_id)
ORDER BY m.measure_id;
