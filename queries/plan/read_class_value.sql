-- The sums from which a figure over the people of some classes follows: over the regions of those classes, at the finest level that carries
-- classes, inside a region. Bounds are kept as they are: low and high sum what each part is at least and at most.
-- params: :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes, :region_id region, :classes "+a+b+"
-- reads: indicator_value, region, region_tree, level
-- writes: none
SELECT count(*), sum(part.value), sum(part.numerator), sum(part.denominator), sum(part.missing),
       sum(coalesce(part.value, part.low)),
       iif(count(coalesce(part.value, part.high)) = count(*), sum(coalesce(part.value, part.high)), NULL),
       iif(count(coalesce(part.value, part.high)) = count(nullif(part.denominator, 0)),
           sum(coalesce(part.value, part.high) * part.denominator), NULL)
FROM region_tree
JOIN region ON region.region_id = region_tree.region_id
JOIN indicator_value AS part ON part.region_id = region.region_id
WHERE region_tree.ancestor_id = :region_id
  AND instr(:classes, '+' || region.class || '+') > 0
  AND region.level = (
      SELECT level.level
      FROM region_tree AS down
      JOIN region AS classed ON classed.region_id = down.region_id
      JOIN level ON level.level = classed.level
      WHERE down.ancestor_id = :region_id AND classed.class IS NOT NULL
      ORDER BY level.rank DESC
      LIMIT 1)
  AND part.indicator = :indicator AND part.types IN (:types, '') AND part.group_code IN (:group_code, '')
  AND part.mode IN (:mode, '') AND part.limit_min IN (:limit_min, 0)
