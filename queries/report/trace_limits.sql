-- The limits with the radius of their circle, which is what the first profile walks in that time.
-- params: none
-- reads: reach_limit, profile
-- writes: none
SELECT limit_min, limit_min * 60 * (SELECT speed_mps FROM profile ORDER BY profile_id LIMIT 1) FROM reach_limit ORDER BY limit_min;
