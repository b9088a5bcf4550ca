-- The walking profiles, each with its two measures (NULL where the study does not measure so).
-- params: :zh 0/1
-- reads: profile, measure
-- writes: none
SELECT p.profile_id, p.code, CASE WHEN :zh THEN p.name_zh ELSE p.name_en END, p.speed_mps, p.steps_factor, p.step_free,
       (SELECT m.measure_id FROM measure AS m WHERE m.profile_id = p.profile_id AND m.mode = 'circle'),
       (SELECT m.measure_id FROM measure AS m WHERE m.profile_id = p.profile_id AND m.mode = 'network')
FROM profile AS p
ORDER BY p.profile_id;
