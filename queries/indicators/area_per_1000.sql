-- Floor area of the set inside the boundary per 1000 people: the statutory variant. Reported for the residents and for every group of the
-- set. Missing floor areas bound the figure as they bound floor_area; where nobody lives there is none.
-- id: area_per_1000
-- title_zh: 千人建筑面积
-- title_en: Floor area per 1000 people
-- unit: m2/1000
-- says_zh: 界内该类在用设施的建筑面积与人口之比，按每千人计。未报面积的设施不按0计，结果改为区间。
-- says_en: Floor area of the facilities of the set in use inside the boundary, for every 1000 people. One that does not report its area never counts as 0: the figure is then a range.
-- formula_zh: 建筑面积合计 ÷ 人口 × 1000
-- formula_en: sum of floor areas / people x 1000
-- aliases: 千人建筑面积|每千人建筑面积|千人指标
-- takes: types! group class
-- sums: ratio 1000
-- closes: area_m2
-- lacks: floor_area
-- inputs: regions population facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, set_group, facility, facility_type, type_set
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator, missing, low, high)
SELECT 'area_per_1000', type_set.code, people_group.code, '', 0, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known_m2, 0.0) * 1e9 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known_m2, 0.0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known_m2 * 1e9 / nullif(scratch_people.people_micro, 0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0,
           (inside.known_m2 + inside.at_most_m2) * 1e9 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN people_group
CROSS JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, total(facility.area_m2) AS known_m2,
           count(*) - count(facility.area_m2) AS missing,
           total(facility_type.area_max_m2) FILTER (WHERE facility.area_m2 IS NULL) AS at_most_m2,
           count(*) FILTER (WHERE facility.area_m2 IS NULL AND facility_type.area_max_m2 IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility ON facility.facility_id = scratch_held.facility_id
    JOIN facility_type ON facility_type.type_id = scratch_held.type_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
WHERE people_group.code = 'resident'
   OR EXISTS (SELECT 1 FROM set_group WHERE set_group.set_id = type_set.set_id AND set_group.group_id = people_group.group_id)
