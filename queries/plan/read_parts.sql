-- Every part of a region at a level, with the value of an indicator there (that of the parts themselves, without a base group for counts).
-- params: :day YYYY-MM-DD, '' for the study's own, :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes,
--   :variant text, :region_id region, :level level, :classes "+a+b+" or "", :kinds "+a+b+" or ""
-- reads: indicator_value, trend_value, region, region_tree, region_class
-- writes: none
WITH named AS (
    SELECT region.region_id
    FROM region_tree
    JOIN region ON region.region_id = region_tree.region_id
    WHERE region_tree.ancestor_id = :region_id AND region_tree.depth > 0 AND region.level = :level
      AND (:classes = '' OR instr(:classes, '+' || coalesce((SELECT class FROM region_class WHERE region_class.region_id = region.region_id), '?') || '+') > 0)
      AND (:kinds = '' OR instr(:kinds, '+' || coalesce(region.kind, '?') || '+') > 0)
)
SELECT named.region_id, made.value
FROM named
JOIN indicator_value AS made ON made.region_id = named.region_id
WHERE :day = '' AND made.indicator = :indicator AND made.types = :types AND made.group_code IN (:group_code, '')
  AND made.mode IN (:mode, '') AND made.limit_min IN (:limit_min, 0) AND made.variant = :variant
UNION ALL
SELECT named.region_id, made.value
FROM named
JOIN trend_value AS made ON made.region_id = named.region_id
WHERE made.day = :day AND made.indicator = :indicator AND made.types = :types AND made.group_code IN (:group_code, '')
  AND made.mode IN (:mode, '') AND made.limit_min IN (:limit_min, 0) AND made.variant = :variant
ORDER BY 1
