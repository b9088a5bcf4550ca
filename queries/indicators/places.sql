-- Places (for children) of the set inside the boundary of the region, for sets in which some type carries places (its table row gives a
-- standard or a largest number). A facility of such a type without a figure is missing, never zero, and bounds the sum by its type's largest
-- number.
-- id: places
-- title_zh: 托额
-- title_en: Places
-- unit: places
-- says_zh: 界内该类在用设施的托额合计。未报托额的设施不按0计，合计改为区间。
-- says_en: Places for children of the facilities of the set in use inside the boundary. One that does not report its places never counts as 0: the sum is then a range.
-- formula_zh: 托额合计
-- formula_en: sum of places
-- aliases: 托额|托位|托位数
-- takes: types! class
-- sums: value
-- closes: places
-- lacks: places
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, facility, facility_type, type_set, type_set_member, facility_stock, held_places, set_with_places
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, region_id, value, missing, low, high)
SELECT 'places', type_set.code, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
LEFT JOIN held_places AS inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_places)
