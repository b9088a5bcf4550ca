-- How many rows observation has.
-- params: none
-- reads: observation
-- writes: none
SELECT count(*) FROM observation;
