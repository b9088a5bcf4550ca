-- How many streets were read, walkable or not.
-- params: none
-- reads: street
-- writes: none
SELECT COUNT(*) FROM street;
