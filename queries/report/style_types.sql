-- The types of the facilities that the study has, with their colours.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: facility_type, facility
-- writes: none
SELECT t.code, CASE :zh WHEN 1 THEN t.name_zh ELSE t.name_en END, t.colour
FROM facility_type t
WHERE EXISTS (SELECT 1 FROM facility f WHERE f.type_id = t.type_id)
ORDER BY t.type_id;
