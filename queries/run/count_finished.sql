-- Is the last stage done?
-- params: none
-- reads: stage
-- writes: none
SELECT count(*) FROM stage WHERE name = 'gaps';
