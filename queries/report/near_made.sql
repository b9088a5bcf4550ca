-- Has this connection its tables for finding rows by place and by region? 1 or 0.
-- params: none
-- reads: none
-- writes: none
SELECT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name = 'study_top');
