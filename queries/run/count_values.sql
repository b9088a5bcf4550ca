-- How many rows indicator_value has.
-- params: none
-- reads: indicator_value
-- writes: none
SELECT count(*) FROM indicator_value;
