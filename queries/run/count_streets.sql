-- How many walkable streets there are.
-- params: none
-- reads: street
-- writes: none
SELECT count(*) FROM street WHERE foot_forward OR foot_backward;
