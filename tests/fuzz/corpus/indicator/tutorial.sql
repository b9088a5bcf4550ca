-- How many registered people of 60 and over there are for each place of the set, inside the boundary of the region.
-- id: elders_per_meal_place
-- title_zh: 每处助餐场所对应的老年人数
-- title_en: Elders per place with meals
-- unit: people
-- takes: types!
-- sums: ratio 1
-- closes: none
SELECT scratch_people.region_id, type_set.code AS types,
       scratch_people.people_micro / 1e6 / count(facility.facility_id) AS value,
       scratch_people.people_micro / 1e6 AS numerator,
       count(facility.facility_id) AS denominator
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id AND type_set.code = 'meals'
JOIN people_group ON people_group.code = 'age60'
JOIN scratch_people ON scratch_people.group_id = people_group.group_id
JOIN scratch_inside ON scratch_inside.region_id = scratch_people.region_id
JOIN facility ON facility.facility_id = scratch_inside.facility_id
JOIN type_set_member ON type_set_member.set_id = type_set.set_id AND type_set_member.type_id = facility.type_id
GROUP BY scratch_people.region_id
