-- A circle with itself, and with the top region.
-- params: :region_id circle, :ancestor_id region, :depth 0 or 1
-- reads: none
-- writes: region_tree
INSERT INTO region_tree (region_id, ancestor_id, depth) VALUES (:region_id, :ancestor_id, :depth)
