-- The administrative tree.
-- params: none
-- reads: region
-- writes: none
SELECT r.code AS code, r.name AS name, r.level AS level, p.code AS parent, r.class AS class, r.kind AS kind, r.area_m2 AS area_m2
FROM region r LEFT JOIN region p ON p.region_id = r.parent_id
WHERE r.level <> 'circle'
ORDER BY r.region_id;
