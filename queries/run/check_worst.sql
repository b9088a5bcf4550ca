-- The finding to look at first: what stops a run, then what makes the whole doubtful, then errors before warnings before notes, of these the kind that most rows have; with the number of
-- these rows.
-- params: :grave codes that make figures of the whole study doubtful, a blank before and behind each
-- reads: finding, input
-- writes: none
SELECT f.code, f.field, f.value, f.detail, i.path, f.row_no, f.feature, count(*) OVER (PARTITION BY f.input_id, f.code, f.field) AS alike
FROM finding f LEFT JOIN input i USING (input_id)
ORDER BY f.code IN ('unusable_file', 'unusable_part') DESC, instr(:grave, ' ' || f.code || ' ') = 0, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         alike DESC, f.input_id IS NULL, f.input_id, f.code, f.row_no, f.finding_id
LIMIT 1;
