-- Provenance, in the order of the stages, whichever of them was done last.
-- params: none
-- reads: input
-- writes: none
SELECT role, path, layer, driver, size_bytes, sha256, crs, encoding, year, rows_in, rows_kept, rows_with_findings
FROM input
ORDER BY instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || role || ' '), input_id;
