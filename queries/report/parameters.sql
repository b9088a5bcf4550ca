-- What the run was asked for.
-- params: none
-- reads: parameter
-- writes: none
SELECT name, value FROM parameter ORDER BY name;
