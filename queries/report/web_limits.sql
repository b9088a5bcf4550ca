-- The limits, the shortest first, each with its number.
-- params: none
-- reads: reach_limit
-- writes: none
SELECT limit_id, limit_min FROM reach_limit ORDER BY limit_min;
