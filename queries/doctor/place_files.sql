-- The files whose rows are places, with the system that their coordinates are taken to be in.
-- params: none
-- reads: input
-- writes: none
SELECT input_id, role, path, crs, rows_kept
FROM input
WHERE (role = 'facilities' OR role = 'population') AND crs IS NOT NULL
ORDER BY input_id;
