-- Every part of a region at a level, with the value of an indicator there (that of the parts themselves, without a base group for counts).
-- params: :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes, :variant text, :region_id region, :level level,
--   :classes "+a+b+" or "", :kinds "+a+b+" or ""
-- reads: indicator_value, region, region_tree
-- writes: none
SELECT region.region_id, part.value
FROM region_tree
JOIN region ON region.region_id = region_tree.region_id
JOIN indicator_value AS part ON part.region_id = region.region_id
WHERE region_tree.ancestor_id = :region_id AND region_tree.depth > 0 AND region.level = :level
  AND part.indicator = :indicator AND part.types = :types AND part.group_code IN (:group_code, '')
  AND part.mode IN (:mode, '') AND part.limit_min IN (:limit_min, 0) AND part.variant = :variant
  AND (:classes = '' OR instr(:classes, '+' || coalesce((
           SELECT above.class
           FROM region_tree AS way
           JOIN region AS above ON above.region_id = way.ancestor_id
           WHERE way.region_id = region.region_id AND above.class IS NOT NULL
           ORDER BY way.depth
           LIMIT 1), '?') || '+') > 0)
  AND (:kinds = '' OR instr(:kinds, '+' || coalesce(region.kind, '?') || '+') > 0)
ORDER BY region.region_id
