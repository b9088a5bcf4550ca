-- How many comparisons there are.
SELECT count(*) FROM gap
