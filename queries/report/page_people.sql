-- The people of the study or of one region, group by group, the residents first, then those of 60 and over.
-- params: :zh 1 for Chinese names, 0 for English ones, :region_id NULL: the whole study
-- reads: people_group, indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT g.code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, total(v.value)
FROM people_group g
CROSS JOIN indicator_value v ON v.indicator = 'people' AND v.types = '' AND v.group_code = g.code AND v.mode = '' AND v.limit_min = 0
     AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)
GROUP BY g.group_id
ORDER BY g.code <> 'resident', g.code <> 'age60', g.group_id;
