-- The limits, the shortest first: packed columns number them from 1.
-- params: none
-- reads: reach_limit
-- writes: none
SELECT limit_id FROM reach_limit ORDER BY limit_min
