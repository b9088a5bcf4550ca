-- gaps.csv and the rows of summary.json. Columns 0 to 5 are for looking up what closes a gap, or what it lacks, or the words of the finding.
-- params: none
-- reads: gap_told, gap, target, region, finding, input
-- writes: none
SELECT gap_id, code, field, wrong, detail, lacks_told, plan, item,
       region_code, region_name, indicator, op, target, value, gap, unit, status, year, nature, source, low, high, lacks,
       item_no, item_en, pace, basis, observed_on, observed_source, planned_value, planned_status, parameters, scope, text, text_en,
       responsible, plan_code
FROM gap_told
ORDER BY part, place;
