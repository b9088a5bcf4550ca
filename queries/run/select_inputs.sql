-- The files that were read.
-- params: none
-- reads: input
-- writes: none
SELECT role, path, layer, driver, crs, encoding, rows_in, rows_kept, rows_with_findings FROM input ORDER BY input_id;
