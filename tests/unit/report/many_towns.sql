-- 200 towns more, in a row, each with the figures of the west town.
INSERT INTO region (region_id, code, name, level, parent_id, area_m2, geom)
WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
SELECT i, 'T' || i, '第' || i || '镇', 'town', 1, 1e6, CastToMultiPolygon(BuildMbr(121 + i * 0.01, 31, 121.01 + i * 0.01, 31.02, 4326)) FROM n;
INSERT INTO indicator_value (region_id, indicator, types, group_code, mode, limit_min, variant, value, numerator, denominator)
SELECT r.region_id, v.indicator, v.types, v.group_code, v.mode, v.limit_min, v.variant, v.value, v.numerator, v.denominator
FROM region r JOIN indicator_value v ON v.region_id = 2 WHERE r.region_id >= 100;
INSERT INTO region_tree (region_id, ancestor_id, depth) SELECT region_id, 1, 1 FROM region WHERE region_id >= 100;
UPDATE region SET geom = CastToMultiPolygon(BuildMbr(120.99, 30.99, 124.01, 31.02, 4326)) WHERE region_id = 1;
