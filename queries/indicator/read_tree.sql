-- Every region with itself and all above it.
-- params: none
-- reads: region_tree
-- writes: none
SELECT region_id, ancestor_id FROM region_tree ORDER BY region_id, ancestor_id
