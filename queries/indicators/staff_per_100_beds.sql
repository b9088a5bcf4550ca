-- Staff of the set inside the boundary per 100 of its beds, or as a variant the social workers among them; for sets in which some type carries
-- beds. Without a bed there is none. A facility whose staff or beds are not known is missing: then the figure is at least that of the known
-- staff with every missing number of beds at its type's largest (0 when there is no largest), and at most that of the known beds with the
-- social workers as many as the staff; nothing bounds a missing staff from above. denominator is the known beds.
-- id: staff_per_100_beds
-- title_zh: 每百张床位工作人员数
-- title_en: Staff per 100 beds
-- unit: staff/100 beds
-- says_zh: 界内该类设施的工作人员（或其中的社会工作者）与其床位之比，按每百张床位计。
-- says_en: Staff of the set inside the boundary, or the social workers among them, for every 100 of its beds.
-- formula_zh: 工作人员（或社会工作者）合计 ÷ 床位数合计 × 100
-- formula_en: sum of staff (or social workers) / sum of beds x 100
-- aliases: 每百张养老床位社会工作者数|百张床位人员配比
-- takes: types! staff=all+social_workers class
-- variant: staff
-- sums: ratio 100
-- base: inventory
-- closes: staff
-- lacks: staff_or_beds
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_asked, region, facility, facility_type, type_set, type_set_member, facility_stock, set_with_beds
-- writes: indicator_value
WITH kind (variant, everybody) AS (
    VALUES ('', 1), ('staff=social_workers', 0)
    UNION
    SELECT variant, 1 FROM scratch_asked WHERE indicator = 'staff_per_100_beds' AND key = 'staff' AND value = 'all'
),
crew (facility_id, type_id, variant, known, most, staffed, beds, most_beds, bedded) AS (
    SELECT facility.facility_id, facility.type_id, kind.variant,
           iif(kind.everybody OR facility.staff = 0, facility.staff, facility.social_workers), facility.staff,
           coalesce(facility.staff, facility_type.standard_staff) IS NOT NULL, stock.beds, stock.most_beds, stock.has_beds
    FROM facility
    JOIN facility_stock AS stock ON stock.facility_id = facility.facility_id
    JOIN facility_type ON facility_type.type_id = facility.type_id
    CROSS JOIN kind
),
inside AS (
    SELECT scratch_held.set_id, crew.variant, scratch_held.region_id, total(crew.known) AS known, total(crew.beds) AS beds,
           count(*) FILTER (WHERE (crew.known IS NULL AND crew.staffed) OR (crew.beds IS NULL AND crew.bedded)) AS missing,
           total(crew.most) FILTER (WHERE crew.known IS NULL AND crew.staffed) AS at_most,
           count(*) FILTER (WHERE crew.known IS NULL AND crew.staffed AND crew.most IS NULL) AS unbounded,
           total(crew.most_beds) FILTER (WHERE crew.beds IS NULL AND crew.bedded) AS at_most_beds,
           count(*) FILTER (WHERE crew.beds IS NULL AND crew.bedded AND crew.most_beds IS NULL) AS unbounded_beds
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN crew ON crew.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, crew.variant, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, numerator, denominator, missing, low, high)
SELECT 'staff_per_100_beds', type_set.code, kind.variant, region.region_id,
       iif(inside.missing = 0, inside.known * 100 / nullif(inside.beds, 0), NULL), coalesce(inside.known, 0),
       coalesce(inside.beds, 0), coalesce(inside.missing, 0),
       iif(inside.missing > 0,
           iif(inside.unbounded_beds = 0, coalesce(inside.known * 100 / nullif(inside.beds + inside.at_most_beds, 0), 0.0), 0.0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, (inside.known + inside.at_most) * 100 / nullif(inside.beds, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
CROSS JOIN kind
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.variant = kind.variant AND inside.region_id = region.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_beds)
