-- The regions that a scope names: those of a level at or below a region, of these classes and kinds. A region without a class of its own has
-- the class of the nearest region above it.
-- params: :region_id region, :level level, :classes "+a+b+" or "", :kinds "+a+b+" or ""
-- reads: region, region_tree, region_class
-- writes: none
SELECT region.region_id
FROM region_tree
JOIN region ON region.region_id = region_tree.region_id
WHERE region_tree.ancestor_id = :region_id AND region.level = :level
  AND (:classes = '' OR instr(:classes, '+' || coalesce((SELECT class FROM region_class WHERE region_class.region_id = region.region_id), '?') || '+') > 0)
  AND (:kinds = '' OR instr(:kinds, '+' || coalesce(region.kind, '?') || '+') > 0)
ORDER BY region.region_id
