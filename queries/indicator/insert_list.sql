-- A function list that a target asks of a group within a limit; nothing where one of the three is not in the study.
-- params: :list code, :group_code code, :limit_min minutes
-- reads: function_list, people_group, reach_limit
-- writes: scratch_list
INSERT OR IGNORE INTO scratch_list (list_id, limit_id, group_id)
SELECT function_list.list_id, reach_limit.limit_id, people_group.group_id
FROM function_list
JOIN people_group ON people_group.code = :group_code
JOIN reach_limit ON abs(reach_limit.limit_min - :limit_min) < 1e-9
WHERE function_list.code = :list
