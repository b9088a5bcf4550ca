-- Places of the set inside the boundary per child of 1 to 3 years (group age1_3), for sets in which some type carries places. Missing figures
-- bound it as they bound places; where no child lives there is none.
-- id: places_per_child
-- title_zh: 托额占1—3岁幼儿比例
-- title_en: Places per child
-- unit: 1
-- aliases: 托额占比|千人托位数
-- takes: types! group class
-- group: age1_3
-- sums: ratio 1
-- closes: places
-- lacks: places
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, facility, facility_type, type_set, type_set_member
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
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, total(facility.places) AS known,
           count(*) FILTER (WHERE facility.places IS NULL
                              AND coalesce(facility_type.standard_places, facility_type.places_max) IS NOT NULL) AS missing,
           total(facility_type.places_max) FILTER (WHERE facility.places IS NULL) AS at_most,
           count(*) FILTER (WHERE facility.places IS NULL AND facility_type.standard_places IS NOT NULL
                              AND facility_type.places_max IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility ON facility.facility_id = scratch_held.facility_id
    JOIN facility_type ON facility_type.type_id = facility.type_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
WHERE EXISTS (
    SELECT 1
    FROM type_set_member
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set_member.set_id = type_set.set_id
      AND coalesce(facility_type.standard_places, facility_type.places_max) IS NOT NULL
)
