-- The groups of people that a set of facility types is reported for.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: people_group, set_group
-- writes: none
SELECT g.group_id, g.code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END
FROM people_group g
WHERE EXISTS (SELECT 1 FROM set_group s WHERE s.group_id = g.group_id)
ORDER BY g.group_id;
