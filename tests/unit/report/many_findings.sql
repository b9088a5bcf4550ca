-- Twenty files with a hundred notes each.
DELETE FROM finding;
WITH RECURSIVE n (i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 119)
INSERT INTO input (input_id, stage, role, path) SELECT i, 'facilities', 'facilities', 'file' || i || '.csv' FROM n;
WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
INSERT INTO finding (stage, severity, code, input_id, row_no, feature, field)
SELECT 'facilities', 'note', 'missing_area', 100 + i / 100, 2 + i % 100, '某处', 'area_m2' FROM n;
