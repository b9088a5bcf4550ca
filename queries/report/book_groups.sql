-- The groups of people with the year of their figures.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: people_group
-- writes: none
SELECT CASE :zh WHEN 1 THEN name_zh ELSE name_en END, year FROM people_group ORDER BY group_id;
