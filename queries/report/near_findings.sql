-- Fills row_finding.
-- params: none
-- reads: finding
-- writes: none
INSERT INTO row_finding (input_id, row_no, finding_id)
SELECT iif(row_no IS NULL, 0, input_id), coalesce(row_no, 0), finding_id
FROM finding
WHERE (row_no IS NOT NULL AND input_id IS NOT NULL) OR (row_no IS NULL AND feature IS NULL AND lon_deg IS NULL)
ORDER BY 1, 2, 3;
