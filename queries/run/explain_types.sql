-- Facility types with how many facilities of each count, and how many are known at all.
-- params: :zh 0/1
-- reads: facility_type, facility
-- writes: none
SELECT t.type_id, t.code, t.name_zh, t.name_en, CASE WHEN :zh THEN t.name_zh ELSE t.name_en END,
       (SELECT COUNT(*) FROM facility AS f WHERE f.type_id = t.type_id AND f.counts = 1),
       (SELECT COUNT(*) FROM facility AS f WHERE f.type_id = t.type_id)
FROM facility_type AS t
ORDER BY t.type_id;
