-- Provenance.
-- params: none
-- reads: input
-- writes: none
SELECT role, path, layer, driver, size_bytes, sha256, crs, encoding, year, rows_in, rows_kept, rows_with_findings FROM input ORDER BY input_id;
