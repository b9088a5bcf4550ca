-- Floor area of the set inside the boundary of the region. A facility without a figure is missing, never zero: then only bounds are known,
-- from what is known (low) to the plausible largest of each missing one's type (high; none when a type has no largest).
-- id: floor_area
-- title_zh: 建筑面积
-- title_en: Floor area
-- unit: m2
-- says_zh: 界内该类在用设施的建筑面积合计。未报面积的设施不按0计，合计改为区间。
-- says_en: Floor area of the facilities of the set in use inside the boundary. One that does not report its area never counts as 0: the sum is then a range.
-- formula_zh: 建筑面积合计；区间下限为已报之和，上限再加未报各处该类型的合理最大面积
-- formula_en: sum of floor areas; low: of those known, high: plus the plausible largest of its type for each that is missing
-- aliases: 建筑面积
-- takes: types! class
-- sums: value
-- closes: area_m2
-- lacks: floor_area
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, facility, facility_type, type_set
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, missing, low, high)
SELECT 'floor_area', type_set.code, '', '', 0, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known_m2, 0.0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known_m2, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known_m2 + inside.at_most_m2, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
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
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
