-- Facilities of the set that are open on the study's day, inside the boundary of the region.
-- id: count
-- title_zh: 设施数量
-- title_en: Facilities
-- unit: facilities
-- says_zh: 研究日期当日开放、位于界内的该类设施处数。
-- says_en: Facilities of the set that are open on the study's day, inside the boundary.
-- formula_zh: 界内在用设施逐处计1
-- formula_en: 1 for each facility in use inside the boundary
-- aliases: 设施数|数量|设施数量
-- takes: types! class
-- sums: value
-- closes: facilities
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, type_set
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value)
SELECT 'count', type_set.code, '', '', 0, region.region_id, coalesce(inside.facilities, 0)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, count(*) AS facilities
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
