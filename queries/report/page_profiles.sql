-- How fast people walk.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: profile
-- writes: none
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END, speed_mps, steps_factor FROM profile ORDER BY profile_id;
