-- How many inputs, or parts of the study, stop a run.
-- params: none
-- reads: finding
-- writes: none
SELECT count(*) FROM finding WHERE code IN ('unusable_file', 'unusable_part');
