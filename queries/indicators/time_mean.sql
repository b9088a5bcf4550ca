-- Mean minutes to the nearest facility of the set, each person counting once, over those who have one within the horizon; missing says how
-- many (in whole people) have none.
-- id: time_mean
-- title_zh: 到最近设施的平均步行时间
-- title_en: Mean walk to the nearest
-- unit: min
-- says_zh: 到最近一处该类设施的步行时间的人均值，只计在搜索时长内能到达的人，另列到不了的人数。
-- says_en: Mean walk to the nearest facility of the set, each person counting once, over those who have one within the time searched; how many have none is told beside it.
-- formula_zh: （人数 × 到最近设施的时间）合计 ÷ 能到达的人数
-- formula_en: sum of people x minutes to the nearest / people who have one
-- takes: types! group mode
-- sums: no
-- closes: none
-- lacks: within_horizon
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_time, scratch_people, type_set, people_group, measure, profile
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator, missing)
SELECT 'time_mean', type_set.code, people_group.code, measure.label, 0, scratch_time.region_id,
       (scratch_time.people_m * 1000.0 + scratch_time.people_mm) / nullif(scratch_time.people_micro, 0)
           / 1000 / profile.speed_mps / 60,
       scratch_time.people_micro / 1e6, scratch_people.people_micro / 1e6,
       CAST(round((scratch_people.people_micro - scratch_time.people_micro) / 1e6) AS INTEGER)
FROM scratch_time
JOIN scratch_people ON scratch_people.region_id = scratch_time.region_id
                   AND scratch_people.group_id = scratch_time.group_id
JOIN type_set ON type_set.set_id = scratch_time.set_id
JOIN people_group ON people_group.group_id = scratch_time.group_id
JOIN measure ON measure.measure_id = scratch_time.measure_id
JOIN profile ON profile.profile_id = measure.profile_id
