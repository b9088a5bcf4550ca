-- Every region by its level and name; those that share both follow one another.
-- params: none
-- reads: region, level
-- writes: none
SELECT level.rank, region.name, region.region_id
FROM region
JOIN level ON level.level = region.level
WHERE region.level <> 'circle'
ORDER BY level.rank, region.name, region.region_id;
