-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
SELECT 1 AS region_id, name AS value FROM pragma_table_info('region')