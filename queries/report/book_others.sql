-- Sheet of the other figures, the study's own indicators among them: what no other sheet has, for the regions from the top down to one level.
-- params: :zh 1 for Chinese names, 0 for English ones, :level the finest that is told
-- reads: indicator_value, indicator, region, level, people_group, type_set
-- writes: none
WITH rest AS (SELECT indicator FROM indicator
              WHERE made_by IS NOT NULL OR indicator IN ('open_in_period', 'renovated_in_period', 'type_share', 'share_of_children_regions_with', 'reported')),
     figure AS (SELECT v.indicator, v.types, v.group_code, v.limit_min, v.variant, v.region_id,
                       max(v.value) FILTER (WHERE v.mode = '') AS plain, max(v.low) FILTER (WHERE v.mode = '') AS low,
                       max(v.high) FILTER (WHERE v.mode = '') AS high, max(v.missing) FILTER (WHERE v.mode = '') AS missing,
                       max(v.value) FILTER (WHERE v.mode = 'circle') AS circle, max(v.value) FILTER (WHERE v.mode = 'network') AS network
                FROM rest
                CROSS JOIN indicator_value v ON v.indicator = rest.indicator
                JOIN region r ON r.region_id = v.region_id AND r.level <> 'circle'
                JOIN level l ON l.level = r.level AND l.rank <= (SELECT rank FROM level WHERE level = :level)
                WHERE v.mode IN ('', 'circle', 'network')
                GROUP BY v.indicator, v.types, v.group_code, v.limit_min, v.variant, v.region_id)
SELECT i.unit, CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END,
       CASE WHEN a.set_id IS NULL THEN f.variant ELSE replace(f.variant, 'among=' || a.code, CASE :zh WHEN 1 THEN a.name_zh ELSE a.name_en END) END,
       CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, r.name, r.level, nullif(f.limit_min, 0),
       f.plain, f.low, f.high, nullif(f.missing, 0), f.circle, f.network, i.unit, r.code
FROM figure f
JOIN indicator i USING (indicator)
JOIN region r USING (region_id)
JOIN level l ON l.level = r.level
LEFT JOIN type_set s ON s.code = f.types
LEFT JOIN type_set a ON instr('|' || f.variant || '|', '|among=' || a.code || '|') > 0
LEFT JOIN people_group g ON g.code = f.group_code
ORDER BY i.made_by IS NOT NULL, f.indicator, s.set_id, f.variant, g.group_id, f.limit_min, l.rank, r.code;
