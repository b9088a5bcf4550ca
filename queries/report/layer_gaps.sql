-- Layer gaps: each target on the map of the region it speaks of, with the columns of gaps.csv; rows of the targets files that did not become
-- targets come last, without one. Columns 0 to 5 are for looking up what closes a gap, or what it lacks, or the words of the finding.
-- params: none
-- reads: gap, target, region, finding, input
-- writes: none
WITH line AS (
    SELECT g.gap_id, NULL AS code, NULL AS field, NULL AS wrong, NULL AS detail, g.lacks AS lacks, t.plan AS plan, t.item AS item, r.code AS region_code,
           r.name AS region_name, t.indicator AS indicator, t.op AS op, t.value AS target, g.value AS value, g.gap AS gap, t.unit AS unit,
           g.status AS status, t.year AS year, t.nature AS nature, t.source AS source, g.low AS low, g.high AS high,
           t.item_no AS item_no, t.item_en AS item_en, g.pace AS pace, g.basis AS basis, g.observed_on AS observed_on,
           g.observed_source AS observed_source, g.planned_value AS planned_value, g.planned_status AS planned_status,
           t.parameters AS parameters, t.scope AS scope, t.text AS text, t.text_en AS text_en, t.responsible AS responsible, t.plan_code AS plan_code,
           r.geom AS geom,
           0 AS part, g.gap_id AS place
    FROM gap g
    JOIN target t USING (target_id)
    JOIN region r ON r.region_id = g.region_id
    UNION ALL
    SELECT NULL, f.code, f.field, f.value, f.detail, NULL, NULL, f.feature, CASE f.field WHEN 'region_code' THEN f.value END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'not read', NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           CASE WHEN i.path LIKE 'plan:%' THEN substr(i.path, 6) END, NULL, 1, f.finding_id
    FROM finding f JOIN input i USING (input_id)
    WHERE i.role = 'targets' AND f.severity = 'error')
SELECT gap_id, code, field, wrong, detail, iif(status = 'met', NULL, lacks), plan, item, region_code, region_name, indicator, op, target,
       value * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS value,
       gap * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS gap,
       unit, status, year, nature, source,
       low * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS low,
       high * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS high,
       lacks, item_no, item_en, pace * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS pace, basis, observed_on, observed_source,
       planned_value * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS planned_value, planned_status, parameters, scope, text, text_en, responsible,
       plan_code, AsBinary(geom)
FROM line
ORDER BY part, place;
