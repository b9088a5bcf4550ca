-- The level of a region's children in the administrative tree; no row when it has none.
-- params: :region_id region
-- reads: region, region_tree, level
-- writes: none
SELECT region.level
FROM region_tree
JOIN region ON region.region_id = region_tree.region_id
JOIN level ON level.level = region.level
WHERE region_tree.ancestor_id = :region_id AND region_tree.depth = 1 AND region.level <> 'circle'
ORDER BY level.rank
LIMIT 1
