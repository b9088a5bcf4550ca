-- People of a group by how many items of the function list they reach within the limit, whether or not they reach a centre. The figures of all
-- numbers, 0 to the number of items, add up to the group's total.
-- id: people_reaching_functions
-- title_zh: 按可达功能数的人数
-- title_en: People by functions reached
-- unit: people
-- says_zh: 在时限以内能到达功能清单中若干项功能的人数，按项数分列；各项数人数之和等于该人群总人数。
-- says_en: People of a group by how many items of the function list they reach within the limit; the people of all numbers of items are the whole group.
-- formula_zh: 恰好能到达该项数功能的居住点人数之和
-- formula_en: sum of the people at all places that reach just so many items
-- aliases: 按可达功能数的人数
-- takes: list! items!=0+1+2+3+4+5+6+7+8+9+10+11+12+13+14+15+16+17+18+19+20+21+22+23+24+25+26+27+28+29+30 group limit mode class
-- variant: list items
-- sums: value
-- closes: none
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_functions, scratch_people, function_list, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, group_code, mode, limit_min, variant, region_id, value, numerator, denominator)
SELECT 'people_reaching_functions', people_group.code, measure.label, scratch_functions.limit_min,
       'list=' || function_list.code || '|items=' || scratch_functions.number, scratch_functions.region_id,
       scratch_functions.people_micro / 1e6, scratch_functions.people_micro / 1e6, scratch_people.people_micro / 1e6
FROM scratch_functions
JOIN scratch_people ON scratch_people.region_id = scratch_functions.region_id
                   AND scratch_people.group_id = scratch_functions.group_id
JOIN function_list ON function_list.list_id = scratch_functions.list_id
JOIN people_group ON people_group.group_id = scratch_functions.group_id
JOIN measure ON measure.measure_id = scratch_functions.measure_id
WHERE scratch_functions.part = 'reaching'
