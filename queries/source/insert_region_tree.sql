-- Every region with itself and all above it.
-- params: none
-- reads: region
-- writes: region_tree
WITH RECURSIVE up (region_id, ancestor_id, depth) AS (
    SELECT region_id, region_id, 0 FROM region
    UNION ALL
    SELECT up.region_id, region.parent_id, up.depth + 1
    FROM up JOIN region ON region.region_id = up.ancestor_id
    WHERE region.parent_id IS NOT NULL
)
INSERT INTO region_tree (region_id, ancestor_id, depth)
SELECT region_id, ancestor_id, depth FROM up;
