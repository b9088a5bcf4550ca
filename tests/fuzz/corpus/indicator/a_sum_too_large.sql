-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
SELECT region_id, sum(9223372036854775807) OVER () AS value FROM region