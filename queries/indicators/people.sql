-- People of a group who live in the region: the base of every ratio.
-- id: people
-- title_zh: 人口
-- title_en: People
-- unit: people
-- says_zh: 居住在区域内的某一人群的人数，取自人口数据，是各项比例的基数。
-- says_en: People of a group who live in the region, as the population data tell: the base of every ratio.
-- formula_zh: 界内各居住点该人群人数之和
-- formula_en: sum of the group's people at all places inside the boundary
-- aliases: 人口
-- takes: group class
-- sums: value
-- closes: none
-- inputs: regions population
-- params: none
-- reads: scratch_people, people_group
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value)
SELECT 'people', '', people_group.code, '', 0, scratch_people.region_id, scratch_people.people_micro / 1e6
FROM scratch_people
JOIN people_group ON people_group.group_id = scratch_people.group_id
