-- One figure of an indicator that is a ratio, to be worked out again by hand: of the region itself, or else of one of the first within it of which all
-- is known; of the set and group that a target asks for where one does, else of the base group, on foot and at the largest limit where that applies. Every key is looked up by
-- itself: no other region's rows are read.
-- params: :zh 1 for Chinese names, 0 for English ones, :region_id NULL: the whole study, :indicator
-- reads: indicator, indicator_value, region, region_tree, target, target_asks, type_set, people_group, measure, reach_limit
-- writes: none
WITH top AS (SELECT region_id FROM region WHERE iif(:region_id IS NULL, parent_id IS NULL, region_id = :region_id) ORDER BY region_id LIMIT 1),
     place AS (SELECT t.region_id, t.depth FROM region_tree t WHERE t.ancestor_id = (SELECT region_id FROM top) AND t.depth < 2
               ORDER BY t.depth, t.region_id LIMIT 12),
     ask AS (SELECT a.types, a.group_code FROM target t JOIN target_asks a ON a.target_id = t.target_id
             WHERE t.indicator = :indicator
               AND EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator = :indicator AND v.types = coalesce(a.types, ''))
             ORDER BY t.target_id LIMIT 1),
     pick (types) AS (SELECT coalesce((SELECT types FROM ask), (SELECT min(v.types) FROM indicator_value v WHERE v.indicator = :indicator))),
     who (group_code, turn) AS (SELECT code, code IS NOT coalesce((SELECT group_code FROM ask), (SELECT base_group FROM indicator WHERE indicator = :indicator))
                               FROM people_group UNION ALL SELECT '', 2),
     how (mode, turn) AS (SELECT label, label <> 'network' FROM measure UNION ALL SELECT '', 2),
     within (limit_min) AS (SELECT limit_min FROM reach_limit UNION ALL SELECT 0),
     key AS (SELECT p.types, w.group_code, h.mode, l.limit_min, w.turn AS of_whom, h.turn AS which_way,
                    (SELECT min(f.variant) FROM indicator_value f
                     WHERE f.indicator = :indicator AND f.types = p.types AND f.group_code = w.group_code AND f.mode = h.mode
                       AND f.limit_min = l.limit_min) AS variant
             FROM pick p CROSS JOIN who w CROSS JOIN how h CROSS JOIN within l)
SELECT r.name, iif(:zh, s.name_zh, s.name_en), iif(:zh, g.name_zh, g.name_en), k.mode, nullif(k.limit_min, 0), k.variant, v.numerator, v.denominator, v.value
FROM key k
CROSS JOIN place t
CROSS JOIN indicator_value v ON v.indicator = :indicator AND v.types = k.types AND v.group_code = k.group_code AND v.mode = k.mode
                            AND v.limit_min = k.limit_min AND v.variant = k.variant AND v.region_id = t.region_id
JOIN region r ON r.region_id = t.region_id
LEFT JOIN type_set s ON s.code = k.types
LEFT JOIN people_group g ON g.code = k.group_code
WHERE v.value IS NOT NULL AND v.numerator IS NOT NULL AND v.denominator > 0 AND v.missing = 0
ORDER BY k.of_whom, k.which_way, k.limit_min DESC, t.depth, k.group_code, k.mode, t.region_id
LIMIT 1;
