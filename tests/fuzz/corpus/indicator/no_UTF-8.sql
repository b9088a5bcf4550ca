-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
-- ÈË¿Ú
SELECT region_id, people_micro / 1e6 AS value FROM scratch_people JOIN people_group USING (group_id) WHERE code = 'resident'
