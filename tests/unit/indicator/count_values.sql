-- How many figures there are.
SELECT count(*) FROM indicator_value
