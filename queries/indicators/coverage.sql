-- Share of a group whose nearest facility of the set is within the limit, in every mode; and, as mode 'ratio', how many of those whom the
-- circle covers the network covers too, in number: below 1 where a river or an expressway cuts the circle.
-- id: coverage
-- title_zh: 服务覆盖率
-- title_en: Coverage
-- unit: 1
-- says_zh: 到最近一处该类设施在时限以内的人数占该人群的比例。步行口径沿道路计时，服务圈口径按直线距离；每人按自己的居住点判定。
-- says_en: Share of a group whose nearest facility of the set is within the limit: along the streets on foot, or in a straight line for the circle. Everybody is judged from their own home.
-- formula_zh: 时限内的人数 ÷ 该人群总人数；步行与服务圈之比 = 步行可达人数 ÷ 服务圈内人数
-- formula_en: people within the limit / people of the group; foot to circle = people who walk there / people inside the circle
-- aliases: 覆盖率|服务覆盖率
-- takes: types! group limit mode class
-- sums: ratio 1
-- closes: people
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_covered, scratch_people, type_set, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator)
SELECT 'coverage', type_set.code, people_group.code, measure.label, scratch_covered.limit_min, scratch_covered.region_id,
       CAST(scratch_covered.people_micro AS REAL) / nullif(scratch_people.people_micro, 0),
       scratch_covered.people_micro / 1e6, scratch_people.people_micro / 1e6
FROM scratch_covered
JOIN scratch_people ON scratch_people.region_id = scratch_covered.region_id
                   AND scratch_people.group_id = scratch_covered.group_id
JOIN type_set ON type_set.set_id = scratch_covered.set_id
JOIN people_group ON people_group.group_id = scratch_covered.group_id
JOIN measure ON measure.measure_id = scratch_covered.measure_id
UNION ALL
SELECT 'coverage', type_set.code, people_group.code, 'ratio', network.limit_min, network.region_id,
       CAST(network.people_micro AS REAL) / nullif(circle.people_micro, 0),
       network.people_micro / 1e6, circle.people_micro / 1e6
FROM measure AS network_measure
JOIN measure AS circle_measure ON circle_measure.label = 'circle'
CROSS JOIN scratch_covered AS network ON network.measure_id = network_measure.measure_id
JOIN scratch_covered AS circle ON circle.set_id = network.set_id AND circle.group_id = network.group_id
                              AND circle.measure_id = circle_measure.measure_id
                              AND circle.limit_min = network.limit_min AND circle.region_id = network.region_id
JOIN type_set ON type_set.set_id = network.set_id
JOIN people_group ON people_group.group_id = network.group_id
WHERE network_measure.label = 'network'
