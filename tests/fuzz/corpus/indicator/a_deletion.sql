-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
DELETE FROM region