-- What a group of people is called, and the year of its figures.
-- params: :zh 1 for the Chinese name, 0 for the English one, :group its code
-- reads: people_group
-- writes: none
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END, year FROM people_group WHERE code = :group;
