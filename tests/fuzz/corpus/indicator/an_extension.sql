-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
SELECT region_id, load_extension('x') AS value FROM region