-- Staff of the set inside the boundary per 1000 registered people of 60 and over (group age60), or as a variant the social workers among them;
-- for sets in which some type is staffed (its table row gives a standard number). A facility of such a type without a figure is missing, never
-- zero. Nothing bounds a missing staff from above; social workers are at most the staff. Where no elder lives there is none.
-- id: staff_per_1000_elder
-- title_zh: 每千名老年人工作人员数
-- title_en: Staff per 1000 elders
-- unit: staff/1000
-- says_zh: 界内该类设施的工作人员（或其中的社会工作者）与60岁及以上户籍老年人口之比，按每千人计。
-- says_en: Staff of the set inside the boundary, or the social workers among them, for every 1000 registered people of 60 and over.
-- formula_zh: 工作人员（或社会工作者）合计 ÷ 60岁及以上户籍人口 × 1000
-- formula_en: sum of staff (or social workers) / registered people of 60 and over x 1000
-- aliases: 每千名老年人社会工作者数|千名老人人员配比
-- takes: types! group staff=all+social_workers class
-- variant: staff
-- group: age60
-- sums: ratio 1000
-- closes: staff
-- lacks: staff
-- inputs: regions population facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_asked, scratch_people, people_group, facility, facility_type, type_set, type_set_member
-- writes: indicator_value
WITH kind (variant, everybody) AS (
    VALUES ('', 1), ('staff=social_workers', 0)
    UNION
    SELECT variant, 1 FROM scratch_asked WHERE indicator = 'staff_per_1000_elder' AND key = 'staff' AND value = 'all'
),
crew (facility_id, type_id, variant, known, most, staffed) AS (
    SELECT facility.facility_id, facility.type_id, kind.variant,
           iif(kind.everybody OR facility.staff = 0, facility.staff, facility.social_workers), facility.staff,
           coalesce(facility.staff, facility_type.standard_staff) IS NOT NULL
    FROM facility
    JOIN facility_type ON facility_type.type_id = facility.type_id
    CROSS JOIN kind
),
inside AS (
    SELECT scratch_held.set_id, crew.variant, scratch_held.region_id, total(crew.known) AS known,
           count(*) FILTER (WHERE crew.known IS NULL AND crew.staffed) AS missing,
           total(crew.most) FILTER (WHERE crew.known IS NULL AND crew.staffed) AS at_most,
           count(*) FILTER (WHERE crew.known IS NULL AND crew.staffed AND crew.most IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN crew ON crew.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, crew.variant, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, group_code, variant, region_id, value, numerator, denominator, missing, low, high)
SELECT 'staff_per_1000_elder', type_set.code, people_group.code, kind.variant, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0) * 1e9 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known, 0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known * 1e9 / nullif(scratch_people.people_micro, 0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0,
           (inside.known + inside.at_most) * 1e9 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
JOIN people_group ON people_group.code = 'age60'
CROSS JOIN kind
CROSS JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.variant = kind.variant AND inside.region_id = scratch_people.region_id
WHERE EXISTS (
    SELECT 1
    FROM type_set_member
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set_member.set_id = type_set.set_id AND facility_type.standard_staff IS NOT NULL
)
