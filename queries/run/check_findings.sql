-- The findings file by file, what makes the whole doubtful first, then the worst, rows of one kind together: with how many there are of the kind. Those of no file come last.
-- params: :grave codes that make figures of the whole study doubtful, a blank before and behind each
-- reads: finding, input
-- writes: none
SELECT f.severity, f.code, f.stage, f.input_id, i.role, i.path, i.layer, f.row_no, f.feature, f.field, f.value, f.detail, f.lon_deg, f.lat_deg,
       count(*) OVER alike, f.cell
FROM finding f LEFT JOIN input i USING (input_id)
WINDOW alike AS (PARTITION BY f.input_id, f.severity, f.code, f.field)
ORDER BY f.input_id IS NULL,
         instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), f.input_id,
         instr(:grave, ' ' || f.code || ' ') = 0, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.code, f.field, f.row_no, f.stage, f.finding_id;
