-- Takes the circles out of the tree.
-- params: none
-- reads: region, region_tree
-- writes: region_tree
DELETE FROM region_tree WHERE region_id IN (SELECT region_id FROM region WHERE level = 'circle')
