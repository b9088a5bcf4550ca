-- A walking profile.
-- params: :profile_id, :code text, :name_zh text, :name_en text, :speed_mps metres per second, :steps_factor,
--   :crossing_s and :elevator_s seconds, :step_free and :slope 0 or 1
-- reads: none
-- writes: profile
INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor, crossing_s, elevator_s, step_free, slope)
VALUES (:profile_id, :code, :name_zh, :name_en, :speed_mps, :steps_factor, :crossing_s, :elevator_s, :step_free, :slope);
