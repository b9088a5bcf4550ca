-- Facilities that are closed since nobody knows when, file by file.
-- params: none
-- reads: facility
-- writes: none
SELECT 'closed_without_day', input_id, NULL, NULL, 'closed', CAST(count(*) AS TEXT), NULL, NULL, NULL
FROM facility WHERE status = 'closed' AND closed IS NULL
GROUP BY input_id;
