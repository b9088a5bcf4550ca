-- Facilities in use that lie in a region with regions below it and in none of those, level by level: how many, nothing, and the region's name where
-- there is but one.
-- params: none
-- reads: facility, region, level
-- writes: none
SELECT r.level, count(*), NULL, iif(count(DISTINCT r.region_id) = 1, min(r.name), NULL)
FROM facility f JOIN region r ON r.region_id = f.region_id JOIN level v ON v.level = r.level
WHERE f.counts = 1 AND r.region_id IN (SELECT parent_id FROM region WHERE level <> 'circle')
GROUP BY r.level
ORDER BY v.rank;
