-- Layer gaps: each target on the map of the region it speaks of; rows of the targets files that did not become targets come last, without one.
-- Columns 0 to 5 are for looking up what closes a gap, or what it lacks, or the words of the finding.
-- params: none
-- reads: gap, target, region, finding, input
-- writes: none
WITH line AS (
    SELECT g.gap_id, NULL AS code, NULL AS field, NULL AS wrong, NULL AS detail, g.lacks AS lacks, t.plan, t.item, r.code AS region_code, r.name AS region_name,
           t.indicator, t.op, t.value AS target, g.value, g.gap, t.unit, g.status, t.year, t.nature, t.source, g.low, g.high, r.geom, 0 AS part, g.gap_id AS place
    FROM gap g
    JOIN target t USING (target_id)
    JOIN region r ON r.region_id = g.region_id
    UNION ALL
    SELECT NULL, f.code, f.field, f.value, f.detail, NULL, NULL, f.feature, CASE f.field WHEN 'region_code' THEN f.value END, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, 'not read', NULL, NULL, NULL, NULL, NULL, NULL, 1, f.finding_id
    FROM finding f JOIN input i USING (input_id)
    WHERE i.role = 'targets' AND f.severity = 'error')
SELECT gap_id, code, field, wrong, detail, iif(status = 'met', NULL, lacks), plan, item, region_code, region_name, indicator, op, target,
       value * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END, gap * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END,
       unit, status, year, nature, source,
       low * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END, high * CASE unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END, lacks,
       AsBinary(geom)
FROM line
ORDER BY part, place;
