-- How far the nearest facility was looked for, in minutes.
-- params: none
-- reads: parameter
-- writes: none
SELECT CAST(value AS INTEGER) FROM parameter WHERE name = 'horizon_min';
