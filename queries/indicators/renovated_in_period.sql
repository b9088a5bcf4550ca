-- What was renovated within a period (whole years): facilities of the set inside the boundary, or as the key `of` says their beds, places or
-- floor area, as they are today. A facility counts that is there on the day looked at, and one that was and has closed since. Only the last
-- renovation is known. Made for the sets and periods that are asked for. An empty day means that it never was renovated, where the inventory tells
-- any such day at all; in an inventory that tells none every facility is missing. One of the period without the figure is missing, too.
-- id: renovated_in_period
-- title_zh: 期内改造
-- title_en: Renovated in a period
-- unit: facilities
-- says_zh: 在期内（整年）完成改造、位于界内的该类设施，或其床位、托额、建筑面积；一处设施只知最近一次改造。
-- says_en: Facilities of the set inside the boundary that were renovated within a period of whole years, or their beds, places or floor area; only the last renovation of a facility is known.
-- formula_zh: 期内改造的设施逐处计1（或其床位、托额、建筑面积合计）
-- formula_en: 1 for each facility renovated in the period (or the sum of its beds, places, floor area)
-- aliases: 改造|改造数|改建数
-- takes: types! period! of=facilities+beds+beds_nursing+beds_dementia+places+area class
-- variant: period of
-- sums: value
-- closes: renovated
-- lacks: renovated
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_inside, scratch_asked, scratch_day, region, region_tree, facility, facility_type, type_set, type_set_member, period_asked, period_facility, period_figure, facility_stock
-- writes: indicator_value
WITH figure (variant, set_id, facility_id, known, most, carries, happened) AS (
    SELECT period_figure.variant, period_figure.set_id, period_figure.facility_id, period_figure.known, period_figure.most,
           period_figure.carries,
           CASE WHEN facility.renovated IS NOT NULL
                THEN facility.renovated BETWEEN period_figure.first_day AND min(period_figure.last_day, scratch_day.day)
                WHEN EXISTS (SELECT 1 FROM facility AS told WHERE told.renovated IS NOT NULL) THEN 0 END
    FROM period_figure
    CROSS JOIN scratch_day
    JOIN facility ON facility.facility_id = period_figure.facility_id
    WHERE period_figure.indicator = 'renovated_in_period'
),
inside AS (
    SELECT figure.variant, figure.set_id, there.region_id, total(figure.known) FILTER (WHERE figure.happened = 1) AS known,
           count(*) FILTER (WHERE figure.happened IS NULL OR figure.known IS NULL) AS missing,
           total(coalesce(figure.known, figure.most)) FILTER (WHERE figure.happened IS NULL OR figure.known IS NULL) AS at_most,
           count(*) FILTER (WHERE coalesce(figure.known, figure.most) IS NULL) AS unbounded
    FROM figure
    JOIN period_facility AS there ON there.facility_id = figure.facility_id
    WHERE figure.happened IS NOT 0 AND iif(figure.known IS NULL, figure.carries, figure.known <> 0)
    GROUP BY figure.variant, figure.set_id, there.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, missing, low, high)
SELECT 'renovated_in_period', type_set.code, asked.variant, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM period_asked AS asked
JOIN type_set ON type_set.set_id = asked.set_id
CROSS JOIN region
LEFT JOIN inside ON inside.variant = asked.variant AND inside.set_id = asked.set_id AND inside.region_id = region.region_id
WHERE asked.indicator = 'renovated_in_period'
