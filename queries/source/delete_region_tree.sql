-- Empties the tree of regions before its stage fills it anew.
-- params: none
-- reads: none
-- writes: region_tree
DELETE FROM region_tree;
