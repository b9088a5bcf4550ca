-- How many rows target has.
-- params: none
-- reads: target
-- writes: none
SELECT count(*) FROM target;
