-- The sums from which a figure over the people of some classes follows, inside a region. A region without a class of its own has that of the
-- nearest region above it; so each region with a class of its own is added where that is one of those asked for, and taken away where the
-- class above it was, and nobody is left out who lives in no finer region. Bounds are kept as they are: low and high sum what each part is
-- at least and at most; what is missing only in parts that are taken away is missing in both and leaves the difference, low, as the figure. Of a
-- ratio high is known_part (times its factor) and most_part together: what a part without people holds counts, too. Circles lie across the tree
-- and are no parts; one that is asked itself has its own class throughout.
-- params: :day YYYY-MM-DD, '' for the study's own, :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes,
--   :variant text, :region_id region, :classes "+a+b+"
-- reads: indicator_value, trend_value, region, region_tree, region_class
-- writes: none
WITH share AS (
    SELECT region.region_id,
           (instr(:classes, '+' || coalesce((SELECT class FROM region_class WHERE region_class.region_id = region.region_id), '?') || '+') > 0)
           - (region.region_id <> :region_id AND instr(:classes, '+' || coalesce((SELECT class_above FROM region_class WHERE region_class.region_id = region.region_id), '?') || '+') > 0) AS sign
    FROM region_tree
    JOIN region ON region.region_id = region_tree.region_id
    WHERE region_tree.ancestor_id = :region_id AND (region.class IS NOT NULL OR region.region_id = :region_id)
      AND (region.level <> 'circle' OR region.region_id = :region_id)
), part AS (
    SELECT share.sign, made.value, made.numerator, made.denominator, made.missing, made.low, made.high
    FROM share
    JOIN indicator_value AS made ON made.region_id = share.region_id
    WHERE share.sign <> 0 AND :day = ''
      AND made.indicator = :indicator AND made.types IN (:types, '') AND made.group_code IN (:group_code, '')
      AND made.mode IN (:mode, '') AND made.limit_min IN (:limit_min, 0) AND made.variant = :variant
    UNION ALL
    SELECT share.sign, made.value, made.numerator, made.denominator, made.missing, made.low, made.high
    FROM share
    JOIN trend_value AS made ON made.region_id = share.region_id
    WHERE share.sign <> 0 AND made.day = :day
      AND made.indicator = :indicator AND made.types IN (:types, '') AND made.group_code IN (:group_code, '')
      AND made.mode IN (:mode, '') AND made.limit_min IN (:limit_min, 0) AND made.variant = :variant
)
SELECT count(*), sum(part.numerator * part.sign) AS numerator, sum(part.denominator * part.sign) AS denominator,
       sum(part.missing * part.sign) AS missing,
       iif(count(coalesce(part.value, part.low)) = count(*), sum(coalesce(part.value, part.low) * part.sign), NULL) AS low,
       iif(count(coalesce(part.value, part.high)) = count(*), sum(coalesce(part.value, part.high) * part.sign), NULL) AS high,
       total(part.numerator * part.sign) FILTER (WHERE part.missing = 0) AS known_part,
       iif(count(part.high) FILTER (WHERE part.missing > 0) = count(*) FILTER (WHERE part.missing > 0),
           total(part.high * part.denominator * part.sign) FILTER (WHERE part.missing > 0), NULL) AS most_part
FROM part
