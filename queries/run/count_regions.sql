-- How many rows region has.
-- params: none
-- reads: region
-- writes: none
SELECT count(*) FROM region;
