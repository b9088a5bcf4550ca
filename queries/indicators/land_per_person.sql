-- Site area of the set inside the boundary per resident. A facility without a figure is missing, never zero; nothing bounds it from above.
-- Where nobody lives there is none.
-- id: land_per_person
-- title_zh: 人均用地面积
-- title_en: Land per person
-- unit: m2/person
-- says_zh: 界内该类在用设施的用地面积与常住人口之比。未报用地的设施不按0计。
-- says_en: Site area of the facilities of the set in use inside the boundary for each resident. One that does not report its site never counts as 0.
-- formula_zh: 用地面积合计 ÷ 常住人口
-- formula_en: sum of site areas / residents
-- aliases: 人均用地|人均用地面积
-- takes: types! class
-- sums: ratio 1
-- closes: land_m2
-- lacks: site_area
-- inputs: regions population facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, facility, type_set
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, region_id, value, numerator, denominator, missing, low)
SELECT 'land_per_person', type_set.code, people_group.code, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known_m2, 0.0) * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known_m2, 0.0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known_m2 * 1e6 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
JOIN people_group ON people_group.code = 'resident'
JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, total(facility.site_area_m2) AS known_m2,
           count(*) - count(facility.site_area_m2) AS missing
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility ON facility.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
