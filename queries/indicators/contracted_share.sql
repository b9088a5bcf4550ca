-- Share of the facilities of the set inside the boundary that have signed with a community health centre. Only those whose type looks after
-- people (day or full-time care by its table row) have something to sign; for sets with such a type. One that does not tell is missing: none
-- of the missing, or all, may have signed. Where there is no such facility there is no share.
-- id: contracted_share
-- title_zh: 医养签约率
-- title_en: Share that has signed a health centre
-- unit: 1
-- says_zh: 界内该类中提供日间或全日照护的设施，与社区卫生服务中心签约的比例。
-- says_en: Share of the facilities of the set inside the boundary that give day or full-time care and have signed with a community health centre.
-- formula_zh: 已签约设施数 ÷ 提供照护的设施数
-- formula_en: facilities that have signed / facilities that give care
-- aliases: 签约率|签约服务覆盖率
-- takes: types! class
-- sums: ratio 1
-- closes: contracts
-- lacks: contracted
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, facility, type_function, type_set, type_set_member
-- writes: indicator_value
WITH caring (set_id, type_id) AS (
    SELECT DISTINCT type_set_member.set_id, type_set_member.type_id
    FROM type_set_member
    JOIN type_function ON type_function.type_id = type_set_member.type_id
    WHERE type_function.function_code IN ('day_care', 'full_time_care')
),
inside AS (
    SELECT caring.set_id, scratch_held.region_id, total(facility.contracted) AS signed, count(*) AS facilities,
           count(*) - count(facility.contracted) AS missing
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
    JOIN facility ON facility.facility_id = scratch_held.facility_id
    JOIN caring ON caring.set_id = scratch_held.set_id AND caring.type_id = scratch_held.type_id
    GROUP BY caring.set_id, scratch_held.region_id
)
INSERT INTO indicator_value (indicator, types, region_id, value, numerator, denominator, missing, low, high)
SELECT 'contracted_share', type_set.code, region.region_id,
       iif(inside.missing = 0, inside.signed / inside.facilities, NULL), coalesce(inside.signed, 0), coalesce(inside.facilities, 0),
       coalesce(inside.missing, 0), iif(inside.missing > 0, inside.signed / inside.facilities, NULL),
       iif(inside.missing > 0, (inside.signed + inside.missing) / inside.facilities, NULL)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region
LEFT JOIN inside ON inside.set_id = type_set.set_id AND inside.region_id = region.region_id
WHERE EXISTS (SELECT 1 FROM caring WHERE caring.set_id = type_set.set_id)
