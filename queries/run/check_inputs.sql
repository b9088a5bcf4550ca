-- The files that were read, in the order of the stages.
-- params: none
-- reads: input
-- writes: none
SELECT input_id, role, path, layer, driver, crs, encoding, rows_in, rows_kept, rows_with_findings
FROM input
ORDER BY instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || role || ' '), input_id;
