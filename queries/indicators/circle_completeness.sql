-- Share of a group whose circle is complete: within the limit they reach a centre of the function list and, for each of its items, a facility
-- of whatever type that performs it.
-- id: circle_completeness
-- title_zh: 服务圈功能齐全率
-- title_en: Circle completeness
-- unit: 1
-- says_zh: 在时限以内既能到达功能清单的中心、又能到达清单每一项功能的人数占该人群的比例；功能可由任何类型的设施承担。
-- says_en: Share of a group who reach, within the limit, a centre of the function list and, for each of its items, a facility of whatever type that performs it.
-- formula_zh: 服务圈功能齐全的人数 ÷ 该人群总人数
-- formula_en: people whose circle is complete / people of the group
-- aliases: 服务圈功能齐全率|生活圈完整度|功能齐全率
-- takes: list! group limit mode class
-- variant: list
-- sums: ratio 1
-- closes: functions
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_functions, scratch_people, function_list, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, group_code, mode, limit_min, variant, region_id, value, numerator, denominator)
SELECT 'circle_completeness', people_group.code, measure.label, scratch_functions.limit_min, 'list=' || function_list.code,
       scratch_functions.region_id, CAST(scratch_functions.people_micro AS REAL) / nullif(scratch_people.people_micro, 0),
       scratch_functions.people_micro / 1e6, scratch_people.people_micro / 1e6
FROM scratch_functions
JOIN scratch_people ON scratch_people.region_id = scratch_functions.region_id
                   AND scratch_people.group_id = scratch_functions.group_id
JOIN function_list ON function_list.list_id = scratch_functions.list_id
JOIN people_group ON people_group.group_id = scratch_functions.group_id
JOIN measure ON measure.measure_id = scratch_functions.measure_id
WHERE scratch_functions.part = 'complete'
