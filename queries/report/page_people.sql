-- The people of the whole study, group by group, the residents first, then those of 60 and over.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: people_group, indicator_value, region
-- writes: none
SELECT g.code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, total(v.value)
FROM people_group g
JOIN indicator_value v ON v.indicator = 'people' AND v.types = '' AND v.group_code = g.code AND v.mode = '' AND v.limit_min = 0
JOIN region r ON r.region_id = v.region_id AND r.parent_id IS NULL
GROUP BY g.group_id
ORDER BY g.code <> 'resident', g.code <> 'age60', g.group_id;
