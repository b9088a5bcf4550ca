-- Facilities of the set that are open on the study's day, inside the boundary of the region.
-- id: count
-- title_zh: 设施数量
-- title_en: Facilities
-- unit: facilities
-- params: none
-- reads: scratch_set, region, region_tree, facility, type_set, type_set_member
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value)
SELECT 'count', type_set.code, '', '', 0, region.region_id, coalesce(inside.facilities, 0)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
LEFT JOIN (
    SELECT type_set_member.set_id, region_tree.ancestor_id, count(*) AS facilities
    FROM facility
    JOIN type_set_member ON type_set_member.type_id = facility.type_id
    JOIN region_tree ON region_tree.region_id = facility.region_id
    WHERE facility.counts = 1
    GROUP BY type_set_member.set_id, region_tree.ancestor_id
) AS inside ON inside.set_id = type_set.set_id AND inside.ancestor_id = region.region_id
