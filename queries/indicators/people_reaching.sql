-- The histogram of people by how many facilities of the set they reach within the largest limit; each facility counts once however many
-- entrances it has. The six bins add up to the group's total. One formula, six bins, hence one file.
-- id: people_reaching_0
-- title_zh: 可达0处的人数
-- title_en: People who reach none
-- unit: people
-- says_zh: 在最大时限以内一处该类设施也到不了的人数。
-- says_en: People who reach no facility of the set within the largest limit.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- id: people_reaching_1
-- title_zh: 可达1处的人数
-- title_en: People who reach 1
-- unit: people
-- says_zh: 在最大时限以内能到达恰好1处该类设施的人数；一处设施不论几个入口只计一次。
-- says_en: People who reach just 1 facility of the set within the largest limit; a facility counts once however many entrances it has.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- id: people_reaching_2
-- title_zh: 可达2处的人数
-- title_en: People who reach 2
-- unit: people
-- says_zh: 在最大时限以内能到达恰好2处该类设施的人数；一处设施不论几个入口只计一次。
-- says_en: People who reach just 2 facilities of the set within the largest limit; a facility counts once however many entrances it has.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- id: people_reaching_3
-- title_zh: 可达3处的人数
-- title_en: People who reach 3
-- unit: people
-- says_zh: 在最大时限以内能到达恰好3处该类设施的人数；一处设施不论几个入口只计一次。
-- says_en: People who reach just 3 facilities of the set within the largest limit; a facility counts once however many entrances it has.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- id: people_reaching_4
-- title_zh: 可达4处的人数
-- title_en: People who reach 4
-- unit: people
-- says_zh: 在最大时限以内能到达恰好4处该类设施的人数；一处设施不论几个入口只计一次。
-- says_en: People who reach just 4 facilities of the set within the largest limit; a facility counts once however many entrances it has.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- id: people_reaching_5_or_more
-- title_zh: 可达5处及以上的人数
-- title_en: People who reach 5 or more
-- unit: people
-- says_zh: 在最大时限以内能到达5处及以上该类设施的人数；一处设施不论几个入口只计一次。
-- says_en: People who reach 5 or more facilities of the set within the largest limit; a facility counts once however many entrances it has.
-- formula_zh: 符合条件的居住点人数之和
-- formula_en: sum of the people at all places of which this holds
-- takes: types! group limit mode class
-- sums: value
-- closes: none
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_reaching, scratch_people, type_set, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator)
SELECT 'people_reaching_' || scratch_reaching.facilities || iif(scratch_reaching.facilities = 5, '_or_more', ''), type_set.code,
       people_group.code, measure.label, scratch_reaching.limit_min, scratch_reaching.region_id,
       scratch_reaching.people_micro / 1e6, scratch_reaching.people_micro / 1e6, scratch_people.people_micro / 1e6
FROM scratch_reaching
JOIN scratch_people ON scratch_people.region_id = scratch_reaching.region_id
                   AND scratch_people.group_id = scratch_reaching.group_id
JOIN type_set ON type_set.set_id = scratch_reaching.set_id
JOIN people_group ON people_group.group_id = scratch_reaching.group_id
JOIN measure ON measure.measure_id = scratch_reaching.measure_id
