-- People without a facility of the set within the limit: the group's total less those covered, in whole millionths, so that both add up to it.
-- id: people_uncovered
-- title_zh: 未覆盖人数
-- title_en: People not covered
-- unit: people
-- says_zh: 在时限以内到不了任何一处该类设施的人数，与覆盖人数之和等于该人群总人数。
-- says_en: People who have no facility of the set within the limit; together with those covered they are the whole group.
-- formula_zh: 该人群总人数 − 覆盖人数
-- formula_en: people of the group - people covered
-- aliases: 未覆盖人数
-- takes: types! group limit mode class
-- sums: value
-- closes: people
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_covered, scratch_people, type_set, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator)
SELECT 'people_uncovered', type_set.code, people_group.code, measure.label, scratch_covered.limit_min, scratch_covered.region_id,
       (scratch_people.people_micro - scratch_covered.people_micro) / 1e6, (scratch_people.people_micro - scratch_covered.people_micro) / 1e6,
       scratch_people.people_micro / 1e6
FROM scratch_covered
JOIN scratch_people ON scratch_people.region_id = scratch_covered.region_id
                   AND scratch_people.group_id = scratch_covered.group_id
JOIN type_set ON type_set.set_id = scratch_covered.set_id
JOIN people_group ON people_group.group_id = scratch_covered.group_id
JOIN measure ON measure.measure_id = scratch_covered.measure_id
