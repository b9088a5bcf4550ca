-- Sheet of targets and gaps: the rows of gaps.csv with names for the reader, shares as parts of 1. Columns 0 to 5 are for looking up what closes a
-- gap, or what it lacks, or the words of the finding.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: gap_told, gap, target, indicator, region, finding, input, people_group, type_set, target_asks
-- writes: none
WITH told AS (SELECT *, CASE WHEN op = 'all' AND coalesce(unit, '') = '' THEN '%' ELSE unit END AS told_unit,
                     CASE unit WHEN '%' THEN 100.0 ELSE 1 END AS part_of
              FROM gap_told)
SELECT d.gap_id, d.code, d.field, d.wrong, d.detail, d.lacks_told, d.told_unit,
       d.status, CASE :zh WHEN 1 THEN d.plan ELSE coalesce(nullif(t.plan_en, ''), d.plan) END, d.item_no,
       CASE :zh WHEN 1 THEN d.item ELSE coalesce(nullif(d.item_en, ''), nullif(d.item, ''), d.indicator) END,
       d.region_name, d.op, d.target / d.part_of, d.value / d.part_of, d.low / d.part_of, d.high / d.part_of, d.gap / d.part_of, d.told_unit,
       d.year, d.nature, d.source, d.responsible, d.pace / d.part_of, d.planned_value / d.part_of, d.planned_status, d.basis, d.observed_on,
       d.observed_source,
       CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END,
       CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, d.scope,
       CASE :zh WHEN 1 THEN d.text ELSE coalesce(nullif(d.text_en, ''), d.text) END, d.region_code
FROM told d
LEFT JOIN gap p ON p.gap_id = d.gap_id
LEFT JOIN target t ON t.target_id = p.target_id
LEFT JOIN target_asks a ON a.target_id = p.target_id
LEFT JOIN indicator i ON i.indicator = d.indicator
LEFT JOIN type_set s ON s.code = a.types
LEFT JOIN people_group g ON g.code = a.group_code
ORDER BY d.part, d.place;
