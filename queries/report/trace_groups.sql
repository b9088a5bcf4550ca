-- The groups of people with the year of their figures and the files that tell them, one row for each file; a group that no file tells has none.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: people_group, input, population_unit, unit_people
-- writes: none
SELECT g.code, iif(:zh, g.name_zh, g.name_en), g.year, i.input_id
FROM people_group g
LEFT JOIN input i ON i.role = 'population'
                 AND EXISTS (SELECT 1 FROM population_unit u CROSS JOIN unit_people p ON p.unit_id = u.unit_id AND p.group_id = g.group_id
                             WHERE u.input_id = i.input_id)
ORDER BY g.group_id, i.input_id;
