-- People whose nearest facility of the set is within the limit.
-- id: people_covered
-- title_zh: 覆盖人数
-- title_en: People covered
-- unit: people
-- says_zh: 到最近一处该类设施在时限以内的人数。
-- says_en: People whose nearest facility of the set is within the limit.
-- formula_zh: 时限内各居住点人数之和
-- formula_en: sum of the people at all places within the limit
-- aliases: 覆盖人数
-- takes: types! group limit mode class
-- sums: value
-- closes: people
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_covered, scratch_people, type_set, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator)
SELECT 'people_covered', type_set.code, people_group.code, measure.label, scratch_covered.limit_min, scratch_covered.region_id,
       scratch_covered.people_micro / 1e6, scratch_covered.people_micro / 1e6,
       scratch_people.people_micro / 1e6
FROM scratch_covered
JOIN scratch_people ON scratch_people.region_id = scratch_covered.region_id
                   AND scratch_people.group_id = scratch_covered.group_id
JOIN type_set ON type_set.set_id = scratch_covered.set_id
JOIN people_group ON people_group.group_id = scratch_covered.group_id
JOIN measure ON measure.measure_id = scratch_covered.measure_id
