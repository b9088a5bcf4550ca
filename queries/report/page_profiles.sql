-- How fast people walk, and what they lose on the way.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: profile
-- writes: none
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END, speed_mps, steps_factor, step_free, crossing_s, elevator_s, slope FROM profile ORDER BY profile_id;
