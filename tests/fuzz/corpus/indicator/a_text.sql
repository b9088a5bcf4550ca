-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
SELECT region_id, name AS value FROM region