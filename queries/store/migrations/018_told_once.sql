-- What several statements ask alike, said once.

-- What is known of a facility's beds, places and floor area. has_...: a facility of its type has such a thing at all, so that an empty figure is
-- missing; most_...: its own figure, else the largest that is plausible (a facility has at least the beds of a kind that it tells); NULL: no bound.
CREATE VIEW facility_stock (facility_id, type_id, beds, beds_nursing, beds_dementia, beds_public, most_beds, has_beds, places, most_places, has_places,
                            area_m2, most_area_m2) AS
SELECT facility.facility_id, facility.type_id, facility.beds,
       iif(facility.beds = 0, 0, facility.beds_nursing), iif(facility.beds = 0, 0, facility.beds_dementia),
       CASE WHEN facility.beds = 0 OR facility.ownership = 'private' THEN 0 WHEN facility.ownership = 'public' THEN facility.beds END,
       coalesce(facility.beds, max(facility_type.beds_max, coalesce(facility.beds_nursing, 0), coalesce(facility.beds_dementia, 0))),
       coalesce(facility.beds, facility_type.standard_beds, facility_type.beds_max) IS NOT NULL,
       facility.places, coalesce(facility.places, facility_type.places_max),
       coalesce(facility.places, facility_type.standard_places, facility_type.places_max) IS NOT NULL,
       facility.area_m2, coalesce(facility.area_m2, facility_type.area_max_m2)
FROM facility
JOIN facility_type ON facility_type.type_id = facility.type_id;
-- The sets in which some type has beds, or places.
CREATE VIEW set_with_beds (set_id) AS
SELECT type_set_member.set_id
FROM type_set_member
JOIN facility_type ON facility_type.type_id = type_set_member.type_id
WHERE coalesce(facility_type.standard_beds, facility_type.beds_max) IS NOT NULL;
CREATE VIEW set_with_places (set_id) AS
SELECT type_set_member.set_id
FROM type_set_member
JOIN facility_type ON facility_type.type_id = type_set_member.type_id
WHERE coalesce(facility_type.standard_places, facility_type.places_max) IS NOT NULL;
-- Places by set and region, with what bounds them when some are missing (see scratch_held).
CREATE VIEW held_places (set_id, region_id, known, missing, at_most, unbounded) AS
SELECT scratch_held.set_id, scratch_held.region_id, total(facility_stock.places),
       count(*) FILTER (WHERE facility_stock.places IS NULL AND facility_stock.has_places),
       total(facility_stock.most_places) FILTER (WHERE facility_stock.places IS NULL),
       count(*) FILTER (WHERE facility_stock.places IS NULL AND facility_stock.has_places AND facility_stock.most_places IS NULL)
FROM scratch_set
CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
JOIN facility_stock ON facility_stock.facility_id = scratch_held.facility_id
GROUP BY scratch_held.set_id, scratch_held.region_id;

-- Periods: which are asked of an indicator and a set, and what of a facility is counted.
CREATE VIEW period_asked (indicator, variant, counted, first_day, last_day, set_id) AS
SELECT first.indicator, first.variant, coalesce(counted.value, 'facilities'), first.value, last.value, scratch_set.set_id
FROM scratch_asked AS first
JOIN scratch_asked AS last ON last.indicator = first.indicator AND last.variant = first.variant AND last.key = 'period_to'
LEFT JOIN scratch_asked AS counted ON counted.indicator = first.indicator AND counted.variant = first.variant AND counted.key = 'of'
JOIN scratch_asked AS types ON types.indicator = first.indicator AND types.variant = first.variant AND types.key = 'types:' || types.value
JOIN type_set ON type_set.code = types.value
JOIN scratch_set ON scratch_set.set_id = type_set.set_id
WHERE first.key = 'period_from';
-- Whom periods look at: facilities that count, and those that did and have closed, with every region that holds them.
CREATE VIEW period_facility (facility_id, region_id) AS
SELECT facility_id, region_id FROM scratch_inside
UNION
SELECT facility.facility_id, region_tree.ancestor_id
FROM scratch_day
CROSS JOIN facility ON facility.status <> 'planned' AND coalesce(facility.opened, '') <= scratch_day.day
                   AND iif(facility.closed IS NULL, facility.status = 'closed', facility.closed <= scratch_day.day)
JOIN region_tree ON region_tree.region_id = facility.region_id;
-- What each facility of a set that is asked for would add, if what the indicator looks for happened to it in the period.
CREATE VIEW period_figure (indicator, variant, set_id, first_day, last_day, facility_id, known, most, carries) AS
SELECT period_asked.indicator, period_asked.variant, period_asked.set_id, period_asked.first_day, period_asked.last_day, stock.facility_id,
       CASE period_asked.counted WHEN 'facilities' THEN 1 WHEN 'beds' THEN stock.beds WHEN 'places' THEN stock.places
            WHEN 'area' THEN stock.area_m2 WHEN 'beds_nursing' THEN stock.beds_nursing WHEN 'beds_dementia' THEN stock.beds_dementia END,
       CASE period_asked.counted WHEN 'facilities' THEN 1 WHEN 'places' THEN stock.most_places WHEN 'area' THEN stock.most_area_m2
            ELSE stock.most_beds END,
       CASE period_asked.counted WHEN 'facilities' THEN 1 WHEN 'area' THEN 1 WHEN 'places' THEN stock.has_places ELSE stock.has_beds END
FROM period_asked
JOIN type_set_member ON type_set_member.set_id = period_asked.set_id
JOIN facility_stock AS stock ON stock.type_id = type_set_member.type_id;

-- Each service circle with its people, ground, functions and gaps. A function is reached where at least half of the people reach it.
CREATE VIEW circle_told AS
WITH base AS (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1),
     item AS (SELECT v.region_id, substr(v.variant, instr(v.variant, '|function=') + 10) AS item, max(v.value) AS share
              FROM indicator_value v
              WHERE v.indicator = 'function_coverage' AND v.group_code = (SELECT code FROM base)
                AND v.mode = coalesce((SELECT label FROM measure WHERE label = 'network'), 'circle')
                AND v.limit_min = (SELECT max(limit_min) FROM reach_limit)
              GROUP BY v.region_id, item)
SELECT r.region_id AS region_id,
       r.code AS code,
       r.name AS name,
       r.kind AS kind,
       r.class AS class,
       p.code AS parent,
       f.code AS centre_code,
       f.name AS centre,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.group_code = (SELECT code FROM base) AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id = r.region_id) AS people,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.group_code = 'age60' AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id = r.region_id) AS elders,
       (SELECT group_concat(code || '=' || printf('%.12g', value), ';')
        FROM (SELECT pg.code, v.value FROM people_group pg JOIN indicator_value v ON v.indicator = 'people' AND v.types = '' AND v.group_code = pg.code
                   AND v.mode = '' AND v.limit_min = 0 AND v.variant = '' AND v.region_id = r.region_id
              ORDER BY pg.group_id)) AS "groups",
       r.area_m2 / 1e6 AS area_km2,
       c.convexity_01 AS convexity,
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.region_id = r.region_id AND v.types IN (SELECT code FROM facility_type)) AS facilities,
       (SELECT group_concat(i.item, ';')
        FROM (SELECT item FROM item WHERE region_id = r.region_id AND share >= 0.5 ORDER BY item) i) AS functions_reached,
       (SELECT group_concat(i.item, ';')
        FROM (SELECT item FROM item WHERE region_id = r.region_id AND share < 0.5 ORDER BY item) i) AS functions_missing,
       count(g.gap_id) AS targets,
       coalesce(sum(g.status = 'met'), 0) AS met,
       coalesce(sum(g.status = 'short'), 0) AS short,
       coalesce(sum(g.status = 'no data'), 0) AS no_data,
       coalesce(sum(g.status = 'not yet due'), 0) AS not_yet_due,
       coalesce(sum(g.status = 'awaiting'), 0) AS awaiting,
       c.remark AS remark
FROM circle c
JOIN region r ON r.region_id = c.region_id
JOIN region p ON p.region_id = r.parent_id
LEFT JOIN facility f ON f.facility_id = c.facility_id
LEFT JOIN gap g ON g.region_id = r.region_id
GROUP BY r.region_id;

-- Each region with the class that holds for it: its own, or that of the nearest region above; and the latter alone.
CREATE VIEW region_class (region_id, class, class_above) AS
SELECT region.region_id,
       (SELECT above.class
        FROM region_tree AS way
        JOIN region AS above ON above.region_id = way.ancestor_id
        WHERE way.region_id = region.region_id AND above.class IS NOT NULL
        ORDER BY way.depth
        LIMIT 1),
       (SELECT above.class
        FROM region_tree AS way
        JOIN region AS above ON above.region_id = way.ancestor_id
        WHERE way.region_id = region.region_id AND way.depth > 0 AND above.class IS NOT NULL
        ORDER BY way.depth
        LIMIT 1)
FROM region;

-- Every target in every region of its scope. Shares are shown in the target's own unit: % or ‰, when it says so. Rows of the targets files that did
-- not become targets come last (part 1), so that a table says itself what it lacks. code to detail: the words of the finding; lacks_told: what is
-- lacking, where that matters.
CREATE VIEW gap_told AS
WITH line AS (
    SELECT g.gap_id, NULL AS code, NULL AS field, NULL AS wrong, NULL AS detail, g.lacks AS lacks, t.plan AS plan, t.item AS item, r.code AS region_code,
           r.name AS region_name, t.indicator AS indicator, t.op AS op, t.value AS target, g.value AS value, g.gap AS gap, t.unit AS unit,
           g.status AS status, t.year AS year, t.nature AS nature, t.source AS source, g.low AS low, g.high AS high,
           t.item_no AS item_no, t.item_en AS item_en, g.pace AS pace, g.basis AS basis, g.observed_on AS observed_on,
           g.observed_source AS observed_source, g.planned_value AS planned_value, g.planned_status AS planned_status,
           t.parameters AS parameters, t.scope AS scope, t.text AS text, t.text_en AS text_en, t.responsible AS responsible, t.plan_code AS plan_code,
           r.geom AS geom, CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS scale,
           0 AS part, g.gap_id AS place
    FROM gap g
    JOIN target t USING (target_id)
    JOIN region r ON r.region_id = g.region_id
    UNION ALL
    SELECT NULL, f.code, f.field, f.value, f.detail, NULL, NULL, f.feature, CASE f.field WHEN 'region_code' THEN f.value END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'not read', NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           CASE WHEN i.path LIKE 'plan:%' THEN substr(i.path, 6) END, NULL, 1, 1, f.finding_id
    FROM finding f JOIN input i USING (input_id)
    WHERE i.role = 'targets' AND f.severity = 'error')
SELECT gap_id, code, field, wrong, detail, iif(status = 'met', NULL, lacks) AS lacks_told, plan, item, region_code, region_name, indicator,
       op, target, value * scale AS value, gap * scale AS gap, unit, status, year, nature, source, low * scale AS low, high * scale AS high,
       lacks, item_no, item_en, pace * scale AS pace, basis, observed_on, observed_source, planned_value * scale AS planned_value,
       planned_status, parameters, scope, text, text_en, responsible, plan_code, geom, part, place
FROM line;
