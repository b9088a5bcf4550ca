-- Beds of the set inside the boundary per registered person of 60 and over (group age60), for sets in which some type carries beds. Missing
-- figures bound it as they bound beds; where no elder lives there is none.
-- id: beds_per_elder
-- title_zh: 床位数占老年人口比例
-- title_en: Beds per elder
-- unit: 1
-- says_zh: 界内该类设施床位数与60岁及以上户籍老年人口之比。
-- says_en: Beds of the set inside the boundary for each registered person of 60 and over.
-- formula_zh: 床位数合计 ÷ 60岁及以上户籍人口
-- formula_en: sum of beds / registered people of 60 and over
-- aliases: 床位占比|养老床位占比
-- takes: types! group class
-- group: age60
-- sums: ratio 1
-- closes: beds
-- lacks: beds
-- inputs: regions population facilities
-- params: none
-- reads: scratch_set, scratch_held, scratch_people, people_group, facility, facility_type, type_set, type_set_member, facility_stock, set_with_beds
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, group_code, mode, limit_min, region_id, value, numerator, denominator, missing, low, high)
SELECT 'beds_per_elder', type_set.code, people_group.code, '', 0, scratch_people.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0) * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       coalesce(inside.known, 0), scratch_people.people_micro / 1e6, coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known * 1e6 / nullif(scratch_people.people_micro, 0), NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0,
           (inside.known + inside.at_most) * 1e6 / nullif(scratch_people.people_micro, 0), NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
JOIN people_group ON people_group.code = 'age60'
JOIN scratch_people ON scratch_people.group_id = people_group.group_id
LEFT JOIN (
    SELECT scratch_held.set_id, scratch_held.region_id, total(stock.beds) AS known,
           count(*) FILTER (WHERE stock.beds IS NULL AND stock.has_beds) AS missing,
           total(stock.most_beds) FILTER (WHERE stock.beds IS NULL) AS at_most,
           count(*) FILTER (WHERE stock.beds IS NULL AND stock.has_beds AND stock.most_beds IS NULL) AS unbounded
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility_stock AS stock ON stock.facility_id = scratch_held.facility_id
    GROUP BY scratch_held.set_id, scratch_held.region_id
) AS inside ON inside.set_id = type_set.set_id AND inside.region_id = scratch_people.region_id
WHERE type_set.set_id IN (SELECT set_id FROM set_with_beds)
