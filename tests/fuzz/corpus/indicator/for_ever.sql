-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS region_id, 1 AS value FROM n