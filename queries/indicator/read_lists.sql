-- The function lists that are asked for, the smaller limits first.
-- params: none
-- reads: scratch_list, reach_limit
-- writes: none
SELECT scratch_list.list_id, scratch_list.limit_id, scratch_list.group_id
FROM scratch_list
JOIN reach_limit ON reach_limit.limit_id = scratch_list.limit_id
ORDER BY scratch_list.list_id, reach_limit.limit_min, scratch_list.group_id
