-- Share of the region's towns, communities ... (every level below it that it has) with at least one open facility of the set inside their
-- boundary; each level is a variant.
-- id: share_of_children_regions_with
-- title_zh: 下辖区域设施拥有率
-- title_en: Share of its parts that have one
-- unit: 1
-- says_zh: 下辖街镇或居村中，界内至少有一处在用该类设施的所占比例。
-- says_en: Share of the towns or communities of the region that have at least one facility of the set in use inside their boundary.
-- formula_zh: 有设施的街镇（或居村）数 ÷ 街镇（或居村）总数
-- formula_en: towns (or communities) that have one / all towns (or communities)
-- aliases: 设置率|配置率
-- takes: types! level class kind
-- variant: level
-- sums: no
-- closes: regions
-- inputs: regions facilities
-- params: none
-- reads: scratch_set, scratch_held, region, region_tree, type_set
-- writes: indicator_value
INSERT INTO indicator_value (indicator, types, variant, region_id, value, numerator, denominator)
SELECT 'share_of_children_regions_with', type_set.code, 'level=' || part.level, region_tree.ancestor_id,
       CAST(count(equipped.region_id) AS REAL) / count(*), count(equipped.region_id), count(*)
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
CROSS JOIN region AS part
JOIN region_tree ON region_tree.region_id = part.region_id AND region_tree.depth > 0
                 AND part.level <> 'circle'
LEFT JOIN (
    SELECT DISTINCT scratch_held.set_id, scratch_held.region_id
    FROM scratch_set
    CROSS JOIN scratch_held ON scratch_held.set_id = scratch_set.set_id
) AS equipped ON equipped.set_id = type_set.set_id AND equipped.region_id = part.region_id
GROUP BY type_set.code, part.level, region_tree.ancestor_id
