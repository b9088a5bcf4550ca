-- What a code that is lacking is called: of a set of facility types, else of a group of people. No row where it is neither.
-- params: :zh 1 for the Chinese name, 0 for the English one, :code
-- reads: type_set, people_group
-- writes: none
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END FROM type_set WHERE code = :code
UNION ALL
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END FROM people_group WHERE code = :code
LIMIT 1;
