-- The limits, ascending.
-- params: none
-- reads: reach_limit
-- writes: none
SELECT limit_min FROM reach_limit ORDER BY limit_min
