-- How many items of the function list a person of the group reaches within the limit, on average; the centre is none of them.
-- id: functions_mean
-- title_zh: 人均可达功能数
-- title_en: Functions reached, mean
-- unit: functions
-- says_zh: 该人群平均每人在时限以内能到达功能清单中的几项功能，中心不计在内。
-- says_en: How many items of the function list a person of the group reaches within the limit, on average; the centre is none of them.
-- formula_zh: （人数 × 可达功能项数）合计 ÷ 该人群总人数
-- formula_en: sum of people x items reached / people of the group
-- aliases: 人均可达功能数
-- takes: list! group limit mode class
-- variant: list
-- sums: ratio 1
-- closes: none
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_functions, scratch_people, function_list, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, group_code, mode, limit_min, variant, region_id, value, numerator, denominator)
SELECT 'functions_mean', people_group.code, measure.label, reached.limit_min, 'list=' || function_list.code, reached.region_id,
       CAST(reached.items_micro AS REAL) / nullif(scratch_people.people_micro, 0), reached.items_micro / 1e6,
       scratch_people.people_micro / 1e6
FROM (SELECT list_id, limit_min, measure_id, group_id, region_id, sum(number * people_micro) AS items_micro
      FROM scratch_functions
      WHERE part = 'reaching'
      GROUP BY list_id, limit_min, measure_id, group_id, region_id) AS reached
JOIN scratch_people ON scratch_people.region_id = reached.region_id AND scratch_people.group_id = reached.group_id
JOIN function_list ON function_list.list_id = reached.list_id
JOIN people_group ON people_group.group_id = reached.group_id
JOIN measure ON measure.measure_id = reached.measure_id
