-- The run's parameters.
-- params: none
-- reads: parameter
-- writes: none
SELECT name, value FROM parameter WHERE value IS NOT NULL ORDER BY name;
