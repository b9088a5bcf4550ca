-- Places of the set inside the boundary per child of 1 to 3 years (group age1_3), for sets in which some type carries places. Missing figures
-- bound it as they bound places; where no child lives there is none.
-- id: places_per_child
-- title_zh: 托额占1—3岁幼儿比例
-- title_en: Places per child
-- unit: 1
-- says_zh: 界内该类设施托额与1—3岁幼儿人数之比。
-- says_en: Places of the set inside the boundary for each child of 1 to 3 years.
-- formula_zh: 托额合计 ÷ 1—3岁幼儿人数
-- formula_en: sum of places / children of 1 to 3 years
-- aliases: 托额占比|千人托位数
-- takes: types! group class
-- group: age1_3
-- sums: ratio 1
-- closes: places
-- lacks: places
-- inputs: regions population facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, facility, facility_type, type_set, type_set_member, facility_stock, held_places, set_with_places
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, region_id, value, numerator, denominator, missing, low, high)
SELECT 'places_per_child', type_set.code, people_group.code, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0) * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known, 0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0,
           (inside.known + inside.at_most) * 1e6 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
JOIN people_group ON people_group.code = 'age1_3'
JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN held_places AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_places)
