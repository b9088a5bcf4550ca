-- The walk within which half of all people of the group have a facility of the set; NULL when that falls among those who have
-- none within the horizon (missing, in whole people).
-- id: time_median
-- title_zh: 到最近设施的步行时间中位数
-- title_en: Median walk to the nearest
-- unit: min
-- says_zh: 半数人到最近一处该类设施所需时间不超过此值。
-- says_en: Half of all people of the group have a facility of the set within this time.
-- formula_zh: 按时间由短到长累计人数，达到总人数50%时的时间
-- formula_en: the time at which people, added up from the shortest walk, reach 50 % of the group
-- takes: types! group mode
-- sums: no
-- closes: none
-- lacks: within_horizon
-- inputs: regions population facilities streets context
-- params: none
-- reads: scratch_time, scratch_people, type_set, people_group, measure
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator, missing)
SELECT 'time_median', type_set.code, people_group.code, measure.label, 0, scratch_time.region_id,
       scratch_time.median_min, scratch_time.people_micro / 1e6, scratch_people.people_micro / 1e6,
       CAST(round((scratch_people.people_micro - scratch_time.people_micro) / 1e6) AS INTEGER)
FROM scratch_time
JOIN scratch_people ON scratch_people.region_id = scratch_time.region_id
                   AND scratch_people.group_id = scratch_time.group_id
JOIN type_set ON type_set.set_id = scratch_time.set_id
JOIN people_group ON people_group.group_id = scratch_time.group_id
JOIN measure ON measure.measure_id = scratch_time.measure_id
