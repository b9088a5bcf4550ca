-- The highest region_id, and the code of the first top region; no row without regions.
-- params: none
-- reads: region
-- writes: none
SELECT (SELECT max(region_id) FROM region), code
FROM region
WHERE parent_id IS NULL
ORDER BY region_id
LIMIT 1
