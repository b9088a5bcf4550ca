-- The function list that a chart shows, with the group of people: the first that a target names, of those that were counted; residents before others.
-- params: :zh 1 for Chinese names, 0 for English ones, :mode label of a measure, :limit_min minutes
-- reads: function_list, people_group, target, indicator_value
-- writes: none
SELECT f.code, CASE :zh WHEN 1 THEN f.name_zh ELSE f.name_en END, g.code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END
FROM function_list f
CROSS JOIN people_group g
WHERE EXISTS (SELECT 1 FROM indicator_value v
              WHERE v.indicator = 'people_reaching_functions' AND v.types = '' AND v.group_code = g.code AND v.mode = :mode AND v.limit_min = :limit_min
                AND v.variant = 'list=' || f.code || '|items=0')
ORDER BY (SELECT min(t.target_id) FROM target t WHERE '|' || t.parameters || '|' LIKE '%|list=' || f.code || '|%') IS NULL,
         (SELECT min(t.target_id) FROM target t WHERE '|' || t.parameters || '|' LIKE '%|list=' || f.code || '|%'),
         g.code <> 'resident', f.list_id, g.group_id
LIMIT 1;
