-- Facilities of the set that are open on the study's day, inside the boundary of the region.
-- id: count
-- title_zh: 设施数量
-- title_en: Facilities
-- unit: facilities
-- aliases: 设施数|数量|设施数量
-- takes: types! class
-- sums: value
-- closes: facilities
-- params: none
-- reads: scratch_set, scratch_inside, region, facility, type_set, type_set_member
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value)
SELECT 'count', type_set.code, '', '', 0, region.region_id, coalesce(inside.facilities, 0)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
LEFT JOIN (
    SELECT type_set_member.set_id, scratch_inside.region_id, count(*) AS facilities
    FROM scratch_inside
    JOIN facility ON facility.facility_id = scratch_inside.facility_id
    JOIN type_set_member ON type_set_member.type_id = facility.type_id
    GROUP BY type_set_member.set_id, scratch_inside.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
