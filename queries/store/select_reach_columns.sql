-- Which packed columns there are, in the order in which they are looked for.
-- params: none
-- reads: reach_column
-- writes: none
SELECT reach_column_id, part, measure_id, type_id, limit_id
FROM reach_column
ORDER BY part, measure_id, type_id, limit_id
