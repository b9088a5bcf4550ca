-- A walking profile.
-- params: :profile_id, :code text, :name_zh text, :name_en text, :speed_mps metres per second, :steps_factor
-- reads: none
-- writes: profile
INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor)
VALUES (:profile_id, :code, :name_zh, :name_en, :speed_mps, :steps_factor);
