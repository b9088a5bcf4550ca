-- What the facilities of the set inside the boundary can serve: meals a day, or as the variant of=places the places that they have. For sets in
-- which some type carries it (its table row gives a standard or a largest number). A facility of such a type without a figure is missing, never
-- zero, and bounds the sum by its type's largest number.
-- id: capacity
-- title_zh: 服务能力（每日供餐、托额）
-- title_en: Capacity
-- unit: meals/day
-- says_zh: 界内该类在用设施每日可供餐客数，或可收托的托额。未报的设施不按0计，合计改为区间。
-- says_en: What the facilities of the set in use inside the boundary can serve: meals a day, or places. One that does not report it never counts as 0: the sum is then a range.
-- formula_zh: 每日供餐客数（或托额）合计
-- formula_en: sum of meals a day (or of places)
-- aliases: 供餐能力|助餐能力|服务能力
-- takes: types! of=meals_per_day+places class
-- variant: of
-- sums: value
-- closes: meals
-- lacks: capacity
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_asked, region, facility, facility_type, type_set, type_set_member
-- writes: indicator_value
WITH kind (variant, meals) AS (
    VALUES ('', 1), ('of=places', 0)
    UNION
    SELECT variant, 1 FROM scratch_asked WHERE indicator = 'capacity' AND key = 'of' AND value = 'meals_per_day'
),
inventory (facility_id, type_id, variant, known, standard, most) AS (
    SELECT facility.facility_id, facility.type_id, kind.variant, iif(kind.meals, facility.meals_per_day, facility.places),
           iif(kind.meals, facility_type.standard_meals, facility_type.standard_places),
           iif(kind.meals, facility_type.meals_max, facility_type.places_max)
    FROM facility
    JOIN facility_type ON facility_type.type_id = facility.type_id
    CROSS JOIN kind
),
inside AS (
    SELECT scratch_held.set_id, inventory.variant, scratch_held.region_id, total(inventory.known) AS known,
           count(*) FILTER (WHERE inventory.known IS NULL AND coalesce(inventory.standard, inventory.most) IS NOT NULL) AS missing,
           total(inventory.most) FILTER (WHERE inventory.known IS NULL) AS at_most,
           count(*) FILTER (WHERE inventory.known IS NULL AND inventory.standard IS NOT NULL AND inventory.most IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN inventory ON inventory.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, inventory.variant, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, missing, low, high)
SELECT 'capacity', type_set.code, kind.variant, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
CROSS JOIN kind
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.variant = kind.variant AND inside.region_id = region.region_id
WHERE EXISTS (
    SELECT 1
    FROM type_set_member
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set_member.set_id = type_set.set_id
      AND iif(kind.meals, coalesce(facility_type.standard_meals, facility_type.meals_max),
              coalesce(facility_type.standard_places, facility_type.places_max)) IS NOT NULL
)
