-- Beds of the set inside the boundary of the region, for sets in which some type carries beds (its table row gives a standard or a largest
-- number); all of them, and as variants those for nursing, for dementia, and of public operators. A facility without the figure is missing,
-- never zero, and bounds the sum: its own beds, or else its type's largest number (or more where it tells more of a kind), is the most that
-- any kind can be. Who has no beds at all has none of a kind; whose operator is not known has an unknown number of public ones.
-- id: beds
-- title_zh: 床位数
-- title_en: Beds
-- unit: beds
-- says_zh: 界内该类在用设施的床位合计；可分护理型床位、认知障碍照护床位和公办机构床位。未报床位的设施不按0计，合计改为区间。
-- says_en: Beds of the facilities of the set in use inside the boundary; also those for nursing, for dementia, and of public operators alone. One that does not report its beds never counts as 0: the sum is then a range.
-- formula_zh: 床位数（或其中护理型、认知障碍照护、公办床位）合计
-- formula_en: sum of beds (or of those for nursing, for dementia, of public operators)
-- aliases: 床位|床位数
-- takes: types! bed=nursing+dementia+public class
-- variant: bed
-- sums: value
-- closes: beds
-- lacks: beds
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, facility, facility_type, type_set, type_set_member, facility_stock, set_with_beds
-- writes: indicator_value
WITH kind (variant) AS (VALUES (''), ('bed=nursing'), ('bed=dementia'), ('bed=public')),
bed (facility_id, variant, known, most, carries) AS (
    SELECT stock.facility_id, kind.variant,
           CASE kind.variant WHEN '' THEN stock.beds WHEN 'bed=nursing' THEN stock.beds_nursing
                             WHEN 'bed=dementia' THEN stock.beds_dementia ELSE stock.beds_public END,
           stock.most_beds, stock.has_beds
    FROM facility_stock AS stock
    CROSS JOIN kind
),
inside AS (
    SELECT scratch_held.set_id, bed.variant, scratch_held.region_id, total(bed.known) AS known,
           count(*) FILTER (WHERE bed.known IS NULL AND bed.carries) AS missing,
           total(bed.most) FILTER (WHERE bed.known IS NULL AND bed.carries) AS at_most,
           count(*) FILTER (WHERE bed.known IS NULL AND bed.carries AND bed.most IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN bed ON bed.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, bed.variant, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, missing, low, high)
SELECT 'beds', type_set.code, kind.variant, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
CROSS JOIN kind
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.variant = kind.variant AND inside.region_id = region.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_beds)
