-- Share of the facilities of a larger set (among) inside the boundary that are of the set: kindergartens with nursery classes among all
-- kindergartens. Made for the sets and larger sets that are asked for; a facility of the set that is not of the larger one does not count. Where
-- the larger set has none there is no share.
-- id: type_share
-- title_zh: 设施类型占比
-- title_en: Share of a larger set
-- unit: 1
-- says_zh: 界内较大一组设施中属于该类的比例，如开设托班的幼儿园占全部幼儿园的比例。
-- says_en: Share of the facilities of a larger set inside the boundary that are of this set: kindergartens with nursery classes among all kindergartens.
-- formula_zh: 该类设施数 ÷ 较大一组的设施数
-- formula_en: facilities of the set / facilities of the larger set
-- aliases: 类型占比
-- takes: types! among! class
-- variant: among
-- sums: ratio 1
-- closes: type_share
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_inside, scratch_asked, region, facility, type_set, type_set_member
-- writes: indicator_value
WITH asked (variant, set_id, larger_id) AS (
    SELECT among.variant, scratch_set.set_id, larger.set_id
    FROM scratch_asked AS among
    JOIN type_set AS larger ON larger.code = among.value
    JOIN scratch_asked AS types ON types.indicator = among.indicator AND types.variant = among.variant
                               AND types.key = 'types:' || types.value
    JOIN type_set ON type_set.code = types.value
    JOIN scratch_set ON scratch_set.set_id = type_set.set_id
    WHERE among.indicator = 'type_share' AND among.key = 'among'
),
inside AS (
    SELECT asked.variant, asked.set_id, scratch_inside.region_id, count(of_set.type_id) AS facilities, count(*) AS among
    FROM asked
    JOIN type_set_member AS of_larger ON of_larger.set_id = asked.larger_id
    JOIN facility ON facility.type_id = of_larger.type_id
    JOIN scratch_inside ON scratch_inside.facility_id = facility.facility_id
    LEFT JOIN type_set_member AS of_set ON of_set.set_id = asked.set_id AND of_set.type_id = facility.type_id
    GROUP BY asked.variant, asked.set_id, scratch_inside.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, numerator, denominator)
SELECT 'type_share', type_set.code, asked.variant, region.region_id, CAST(inside.facilities AS REAL) / inside.among,
       coalesce(inside.facilities, 0), coalesce(inside.among, 0)
FROM asked
JOIN type_set ON type_set.set_id = asked.set_id
CROSS JOIN region
LEFT JOIN inside ON inside.variant = asked.variant AND inside.set_id = asked.set_id AND inside.region_id = region.region_id
