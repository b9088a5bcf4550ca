-- People of a group who live in the region: the base of every ratio.
-- id: people
-- title_zh: 人口
-- title_en: People
-- unit: people
-- aliases: 人口
-- takes: group class
-- sums: value
-- closes: none
-- params: none
-- reads: scratch_people, people_group
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value)
SELECT 'people', '', people_group.code, '', 0, scratch_people.region_id, scratch_people.people_micro / 1e6
FROM scratch_people
JOIN people_group ON people_group.group_id = scratch_people.group_id
