-- How many rows demand has.
-- params: none
-- reads: demand
-- writes: none
SELECT count(*) FROM demand;
