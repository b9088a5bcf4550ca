-- A finished store of a district with twelve towns, T01 to T12; all that the batch itself asks for.
INSERT INTO region (region_id, code, name, level, parent_id, area_m2) VALUES (1, 'D', '区', 'district', NULL, 1e6);
INSERT INTO region (region_id, code, name, level, parent_id, area_m2)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
SELECT i + 1, printf('T%02d', i), printf('第%02d镇', i), 'town', 1, 1e6 FROM n;
INSERT INTO stage (name, fingerprint) VALUES ('gaps', 'x');
