-- Beds of the set inside the boundary per registered person of 60 and over (group age60), for sets in which some type carries beds. Missing
-- figures bound it as they bound beds; where no elder lives there is none.
-- id: beds_per_elder
-- title_zh: 床位数占老年人口比例
-- title_en: Beds per elder
-- unit: 1
-- aliases: 床位占比|养老床位占比
-- takes: types! group class
-- group: age60
-- sums: ratio 1
-- closes: beds
-- lacks: beds
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, facility, facility_type, type_set, type_set_member
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator, missing, low, high)
SELECT 'beds_per_elder', type_set.code, people_group.code, '', 0, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0) * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known, 0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0,
           (inside.known + inside.at_most) * 1e6 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
JOIN people_group ON people_group.code = 'age60'
JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, total(facility.beds) AS known,
           count(*) FILTER (WHERE facility.beds IS NULL AND coalesce(facility_type.standard_beds, facility_type.beds_max) IS NOT NULL)
               AS missing,
           total(max(facility_type.beds_max, coalesce(facility.beds_nursing, 0), coalesce(facility.beds_dementia, 0)))
               FILTER (WHERE facility.beds IS NULL) AS at_most,
           count(*) FILTER (WHERE facility.beds IS NULL AND facility_type.standard_beds IS NOT NULL
                              AND facility_type.beds_max IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility ON facility.facility_id = scratch_held.facility_id
    JOIN facility_type ON facility_type.type_id = scratch_held.type_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
WHERE EXISTS (
    SELECT 1
    FROM type_set_member
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set_member.set_id = type_set.set_id
      AND coalesce(facility_type.standard_beds, facility_type.beds_max) IS NOT NULL
)
