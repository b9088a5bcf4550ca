-- How many rows street has.
-- params: none
-- reads: street
-- writes: none
SELECT count(*) FROM street;
