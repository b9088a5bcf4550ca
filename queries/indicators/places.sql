-- Places (for children) of the set inside the boundary of the region, for sets in which some type carries places (its table row gives a
-- standard or a largest number). A facility of such a type without a figure is missing, never zero, and bounds the sum by its type's largest
-- number.
-- id: places
-- title_zh: 托额
-- title_en: Places
-- unit: places
-- aliases: 托额|托位|托位数
-- takes: types! class
-- sums: value
-- closes: places
-- lacks: places
-- params: none
-- reads: scratch_set, scratch_held, region, facility, facility_type, type_set, type_set_member
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, region_id, value, missing, low, high)
SELECT 'places', type_set.code, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
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
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
WHERE EXISTS (
    SELECT 1
    FROM type_set_member
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set_member.set_id = type_set.set_id
      AND coalesce(facility_type.standard_places, facility_type.places_max) IS NOT NULL
)
