-- Share of a group who reach one item of the function list within the limit, by the item's first function; function=centre: who reach a centre.
-- id: function_coverage
-- title_zh: 单项功能覆盖率
-- title_en: Function coverage
-- unit: 1
-- says_zh: 在时限以内能到达功能清单中某一项功能（或中心）的人数占该人群的比例。
-- says_en: Share of a group who reach one item of the function list, or a centre, within the limit.
-- formula_zh: 能到达该项功能的人数 ÷ 该人群总人数
-- formula_en: people who reach the item / people of the group
-- aliases: 单项功能覆盖率|功能覆盖率
-- takes: list! function! group limit mode class
-- variant: list function
-- sums: ratio 1
-- closes: functions
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_functions, scratch_people, function_list, function_list_item, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, group_code, mode, limit_min, variant, region_id, value, numerator, denominator)
SELECT 'function_coverage', people_group.code, measure.label, scratch_functions.limit_min,
       'list=' || function_list.code || '|function=' || coalesce(function_list_item.function_code, 'centre'),
       scratch_functions.region_id, CAST(scratch_functions.people_micro AS REAL) / nullif(scratch_people.people_micro, 0),
       scratch_functions.people_micro / 1e6, scratch_people.people_micro / 1e6
FROM scratch_functions
JOIN scratch_people ON scratch_people.region_id = scratch_functions.region_id
                   AND scratch_people.group_id = scratch_functions.group_id
JOIN function_list ON function_list.list_id = scratch_functions.list_id
JOIN people_group ON people_group.group_id = scratch_functions.group_id
JOIN measure ON measure.measure_id = scratch_functions.measure_id
LEFT JOIN function_list_item ON function_list_item.list_id = scratch_functions.list_id
                            AND function_list_item.position = scratch_functions.number AND function_list_item.alternative = 1
WHERE scratch_functions.part = 'item'
