-- Share of the beds of the set inside the boundary that are for nursing, for dementia, or of public operators; for sets in which some type
-- carries beds. Where nothing is missing it is beds of the kind / beds; without a bed there is none. Else it lies between the share in which
-- every unknown facility is as large and as poor in such beds as can be, and the one in which it is as rich: a unit more in both parts never
-- lowers a share. The beds of a public operator who does not tell their number are public whatever it is. numerator is the known part,
-- denominator the known beds.
-- id: beds_share
-- title_zh: 床位占比（护理型、认知障碍、公办）
-- title_en: Share of beds
-- unit: 1
-- says_zh: 界内该类设施床位中护理型床位、认知障碍照护床位或公办机构床位所占比例。有设施未报时给出区间。
-- says_en: Share of the beds of the set inside the boundary that are for nursing, for dementia, or of public operators. Where facilities do not report, it is a range.
-- formula_zh: 护理型（或认知障碍照护、公办）床位 ÷ 全部床位
-- formula_en: beds for nursing (or for dementia, of public operators) / all beds
-- aliases: 床位结构|护理型床位占比
-- takes: types! bed!=nursing+dementia+public class
-- variant: bed
-- sums: ratio 1
-- base: inventory
-- closes: beds_share
-- lacks: beds_of_kind
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, facility, facility_type, type_set, type_set_member, facility_stock, set_with_beds
-- writes: indicator_value
WITH kind (variant) AS (VALUES ('bed=nursing'), ('bed=dementia'), ('bed=public')),
told (facility_id, variant, beds, part, beds_max, tied) AS (
    SELECT stock.facility_id, kind.variant, stock.beds,
           CASE kind.variant WHEN 'bed=nursing' THEN stock.beds_nursing WHEN 'bed=dementia' THEN stock.beds_dementia
                             ELSE stock.beds_public END,
           facility_type.beds_max, kind.variant = 'bed=public' AND facility.ownership IS 'public'
    FROM facility_stock AS stock
    JOIN facility ON facility.facility_id = stock.facility_id
    JOIN facility_type ON facility_type.type_id = stock.type_id
    CROSS JOIN kind
    WHERE stock.has_beds
),
bed AS (
    SELECT facility_id, variant, beds, part,
           coalesce(beds, iif(tied, 0, max(beds_max, coalesce(part, 0)))) AS low_beds,
           coalesce(part, beds, beds_max) AS high_part, coalesce(beds, part, beds_max) AS high_beds
    FROM told
),
inside AS (
    SELECT scratch_held.set_id, bed.variant, scratch_held.region_id,
           total(bed.part) AS part, total(bed.beds) AS beds,
           count(*) FILTER (WHERE bed.part IS NULL OR bed.beds IS NULL) AS missing,
           iif(count(bed.low_beds) = count(*), total(bed.part) / nullif(total(bed.low_beds), 0), NULL) AS low,
           iif(count(bed.high_part) = count(*), total(bed.high_part) / nullif(total(bed.high_beds), 0), NULL) AS high
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN bed ON bed.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, bed.variant, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, numerator, denominator, missing, low, high)
SELECT 'beds_share', type_set.code, kind.variant, region.region_id,
       iif(inside.missing = 0, inside.part / nullif(inside.beds, 0), NULL), coalesce(inside.part, 0),
       coalesce(inside.beds, 0), coalesce(inside.missing, 0),
       iif(inside.missing > 0, coalesce(inside.low, 0.0), NULL), iif(inside.missing > 0, coalesce(inside.high, 1.0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
CROSS JOIN kind
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.variant = kind.variant AND inside.region_id = region.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_beds)
