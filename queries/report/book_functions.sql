-- Sheet of functions: who reaches what of the function lists, circle and walk side by side, and how complete that is.
-- params: :zh 1 for Chinese names, 0 for English ones, :level the finest that is told
-- reads: indicator_value, indicator, region, level, people_group, function_list, function, type_set
-- writes: none
WITH figure AS (SELECT v.indicator, v.group_code, v.limit_min, v.variant, v.region_id,
                       max(v.value) FILTER (WHERE v.mode = 'circle') AS circle, max(v.value) FILTER (WHERE v.mode = 'network') AS network
                FROM indicator_value v
                JOIN region r ON r.region_id = v.region_id AND r.level <> 'circle'
                JOIN level l ON l.level = r.level AND l.rank <= (SELECT rank FROM level WHERE level = :level)
                WHERE v.indicator IN ('circle_completeness', 'functions_mean', 'function_coverage', 'people_reaching_functions')
                  AND v.mode IN ('circle', 'network')
                GROUP BY v.indicator, v.group_code, v.limit_min, v.variant, v.region_id),
     place (indicator, place) AS (VALUES ('circle_completeness', 0), ('functions_mean', 1), ('function_coverage', 2), ('people_reaching_functions', 3))
SELECT i.unit, CASE :zh WHEN 1 THEN k.name_zh ELSE k.name_en END, CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END,
       coalesce(CASE :zh WHEN 1 THEN u.name_zh ELSE u.name_en END,
                CASE WHEN instr(f.variant, '|function=centre') THEN CASE :zh WHEN 1 THEN c.name_zh ELSE c.name_en END
                     WHEN instr(f.variant, '|items=') THEN substr(f.variant, instr(f.variant, '|items=') + 7) END),
       CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, r.name, r.level, nullif(f.limit_min, 0), f.circle, f.network, i.unit, r.code
FROM figure f
JOIN place o USING (indicator)
JOIN indicator i USING (indicator)
JOIN region r USING (region_id)
JOIN level l ON l.level = r.level
LEFT JOIN people_group g ON g.code = f.group_code
LEFT JOIN function_list k ON instr('|' || f.variant || '|', '|list=' || k.code || '|') > 0
LEFT JOIN type_set c ON c.code = k.centre
LEFT JOIN function u ON instr('|' || f.variant || '|', '|function=' || u.function_code || '|') > 0
ORDER BY k.list_id, o.place, f.variant, g.group_id, f.limit_min, l.rank, r.code;
