-- What opened within a period (whole years): facilities of the set inside the boundary, or as the key `of` says their beds, places or floor
-- area, as they are today. A facility counts that is there on the day looked at, and one that was and has closed since: it did open. Made for
-- the sets and periods that are asked for. A facility whose opening day is not known is missing (unless it closed before the period, or the period
-- lies behind the day looked at), and so is one of the period without the figure; each bounds the sum by its own figure or its type's largest.
-- id: open_in_period
-- title_zh: 期内新增
-- title_en: New in a period
-- unit: facilities
-- aliases: 新增|新增数|新建数
-- takes: types! period! of=facilities+beds+beds_nursing+beds_dementia+places+area class
-- variant: period of
-- sums: value
-- closes: facilities
-- lacks: opened
-- params: none
-- reads: scratch_set, scratch_inside, scratch_asked, scratch_day, region, region_tree, facility, facility_type, type_set, type_set_member
-- writes: indicator_value
WITH asked (variant, counted, first_day, last_day, set_id) AS (
    SELECT first.variant, coalesce(counted.value, 'facilities'), first.value, last.value, scratch_set.set_id
    FROM scratch_asked AS first
    JOIN scratch_asked AS last ON last.indicator = first.indicator AND last.variant = first.variant AND last.key = 'period_to'
    LEFT JOIN scratch_asked AS counted ON counted.indicator = first.indicator AND counted.variant = first.variant AND counted.key = 'of'
    JOIN scratch_asked AS types ON types.indicator = first.indicator AND types.variant = first.variant
                               AND types.key = 'types:' || types.value
    JOIN type_set ON type_set.code = types.value
    JOIN scratch_set ON scratch_set.set_id = type_set.set_id
    WHERE first.indicator = 'open_in_period' AND first.key = 'period_from'
),
there (facility_id, region_id) AS ( -- those that count, and those that did and have closed
    SELECT facility_id, region_id FROM scratch_inside
    UNION
    SELECT facility.facility_id, region_tree.ancestor_id
    FROM scratch_day
    CROSS JOIN facility ON facility.status <> 'planned' AND coalesce(facility.opened, '') <= scratch_day.day
                       AND iif(facility.closed IS NULL, facility.status = 'closed', facility.closed <= scratch_day.day)
    JOIN region_tree ON region_tree.region_id = facility.region_id
),
figure (variant, set_id, facility_id, happened, known, most, carries) AS (
    SELECT asked.variant, asked.set_id, facility.facility_id,
           CASE WHEN facility.opened IS NOT NULL THEN facility.opened BETWEEN asked.first_day AND asked.last_day
                WHEN facility.closed < asked.first_day OR scratch_day.day < asked.first_day THEN 0 END,
           CASE asked.counted WHEN 'facilities' THEN 1 WHEN 'beds' THEN facility.beds WHEN 'places' THEN facility.places
                WHEN 'area' THEN facility.area_m2 WHEN 'beds_nursing' THEN iif(facility.beds = 0, 0, facility.beds_nursing)
                WHEN 'beds_dementia' THEN iif(facility.beds = 0, 0, facility.beds_dementia) END,
           CASE asked.counted WHEN 'facilities' THEN 1 WHEN 'places' THEN facility_type.places_max
                WHEN 'area' THEN facility_type.area_max_m2
                ELSE coalesce(facility.beds, max(facility_type.beds_max, coalesce(facility.beds_nursing, 0),
                                                 coalesce(facility.beds_dementia, 0))) END,
           CASE asked.counted WHEN 'facilities' THEN 1 WHEN 'area' THEN 1
                WHEN 'places' THEN coalesce(facility_type.standard_places, facility_type.places_max) IS NOT NULL
                ELSE coalesce(facility.beds, facility_type.standard_beds, facility_type.beds_max) IS NOT NULL END
    FROM asked
    CROSS JOIN scratch_day
    JOIN type_set_member ON type_set_member.set_id = asked.set_id
    JOIN facility ON facility.type_id = type_set_member.type_id
    JOIN facility_type ON facility_type.type_id = facility.type_id
),
inside AS (
    SELECT figure.variant, figure.set_id, there.region_id, total(figure.known) FILTER (WHERE figure.happened = 1) AS known,
           count(*) FILTER (WHERE figure.happened IS NULL OR figure.known IS NULL) AS missing,
           total(coalesce(figure.known, figure.most)) FILTER (WHERE figure.happened IS NULL OR figure.known IS NULL) AS at_most,
           count(*) FILTER (WHERE coalesce(figure.known, figure.most) IS NULL) AS unbounded
    FROM figure
    JOIN there ON there.facility_id = figure.facility_id
    WHERE figure.happened IS NOT 0 AND iif(figure.known IS NULL, figure.carries, figure.known <> 0)
    GROUP BY figure.variant, figure.set_id, there.region_id
)
INSERT INTO indicator_value (indicator, types, variant, region_id, value, missing, low, high)
SELECT 'open_in_period', type_set.code, asked.variant, region.region_id,
       iif(coalesce(inside.missing, 0) = 0, coalesce(inside.known, 0), NULL), coalesce(inside.missing, 0),
       iif(inside.missing > 0, inside.known, NULL),
       iif(inside.missing > 0 AND inside.unbounded = 0, inside.known + inside.at_most, NULL)
FROM asked
JOIN type_set ON type_set.set_id = asked.set_id
CROSS JOIN region
LEFT JOIN inside ON inside.variant = asked.variant AND inside.set_id = asked.set_id AND inside.region_id = region.region_id
