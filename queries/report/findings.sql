-- findings.csv: the first four columns are what the words are made of.
-- In the order of the files by their stages, whichever of them was done last.
-- params: none
-- reads: finding, input
-- writes: none
SELECT f.code, f.field, f.value, f.detail,
       f.severity AS severity, f.code AS code, f.stage AS stage, i.path AS file, i.layer AS layer, f.row_no AS "row", f.feature AS feature,
       f.field AS field, f.value AS value,
       f.lon_deg AS lon, f.lat_deg AS lat, f.cell AS cell
FROM finding f LEFT JOIN input i USING (input_id)
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), f.input_id, f.row_no, f.stage, f.finding_id;
