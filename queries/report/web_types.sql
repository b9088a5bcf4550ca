-- The facility types: number and name.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: facility_type
-- writes: none
SELECT type_id, CASE :zh WHEN 1 THEN name_zh ELSE name_en END FROM facility_type ORDER BY type_id;
