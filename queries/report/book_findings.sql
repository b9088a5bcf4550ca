-- Sheet of findings: the first four columns are what the words are made of. In the order of findings.csv.
-- params: none
-- reads: finding, input
-- writes: none
SELECT f.code, f.field, f.value, f.detail,
       f.severity, i.path, i.layer, f.row_no, f.feature, f.field, f.value, f.lon_deg, f.lat_deg, f.code
FROM finding f LEFT JOIN input i USING (input_id)
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), f.input_id, f.row_no, f.stage, f.finding_id;
