-- The findings that make figures of the whole study doubtful: the first of each kind, file and field, with how many of it there are.
-- params: :grave their codes, a blank before and behind each
-- reads: finding, input
-- writes: none
SELECT f.code, f.field, f.value, f.detail, i.path, f.row_no, f.feature, count(*) AS alike, min(f.finding_id)
FROM finding f LEFT JOIN input i USING (input_id)
WHERE instr(:grave, ' ' || f.code || ' ') > 0
GROUP BY f.input_id, f.code, f.field
ORDER BY f.input_id IS NULL, instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), f.input_id, f.row_no, f.code, f.field;
