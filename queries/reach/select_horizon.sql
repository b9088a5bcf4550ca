-- How far, in minutes, the nearest facility is looked for.
-- params: none
-- reads: parameter
-- writes: none
SELECT CAST(value AS REAL) FROM parameter WHERE name = 'horizon_min';
