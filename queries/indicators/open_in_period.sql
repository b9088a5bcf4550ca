-- What opened within a period (whole years): facilities of the set inside the boundary, or as the key `of` says their beds, places or floor
-- area, as they are today. A facility counts that is there on the day looked at, and one that was and has closed since: it did open. Made for
-- the sets and periods that are asked for. A facility whose opening day is not known is missing (unless it closed before the period, or the period
-- lies behind the day looked at), and so is one of the period without the figure; each bounds the sum by its own figure or its type's largest.
-- id: open_in_period
-- title_zh: 期内新增
-- title_en: New in a period
-- unit: facilities
-- says_zh: 在期内（整年）开业、位于界内的该类设施，或其床位、托额、建筑面积。期内开业后已关闭的也计入；不知开业日期的计为缺失。
-- says_en: Facilities of the set inside the boundary that opened within a period of whole years, or their beds, places or floor area. One that has closed since counts, too; one whose opening day is not known is missing.
-- formula_zh: 期内开业的设施逐处计1（或其床位、托额、建筑面积合计）
-- formula_en: 1 for each facility that opened in the period (or the sum of its beds, places, floor area)
-- aliases: 新增|新增数|新建数
-- takes: types! period! of=facilities+beds+beds_nursing+beds_dementia+places+area class
-- variant: period of
-- sums: value
-- closes: facilities
-- lacks: opened
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_inside, scratch_asked, scratch_day, region, region_tree, facility, facility_type, type_set, type_set_member, period_asked, period_facility, period_figure, facility_stock
-- writes: indicator_value
WITH figure (variant, set_id, facility_id, known, most, carries, happened) AS (
    SELECT period_figure.variant, period_figure.set_id, period_figure.facility_id, period_figure.known, period_figure.most,
           period_figure.carries,
           CASE WHEN facility.opened IS NOT NULL THEN facility.opened BETWEEN period_figure.first_day AND period_figure.last_day
                WHEN facility.closed < period_figure.first_day OR scratch_day.day < period_figure.first_day THEN 0 END
    FROM period_figure
    CROSS JOIN scratch_day
    JOIN facility ON facility.facility_id = period_figure.facility_id
    WHERE period_figure.indicator = 'open_in_period'
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
SELECT 'open_in_period', type_set.code, asked.variant, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM period_asked AS asked
JOIN type_set ON type_set.set_id = asked.set_id
CROSS JOIN region
LEFT JOIN inside ON inside.variant = asked.variant AND inside.set_id = asked.set_id AND inside.region_id = region.region_id
WHERE asked.indicator = 'open_in_period'
