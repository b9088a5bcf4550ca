-- What targets ask, of one region, day by day: a row for each figure and day, the days of a figure one behind the
-- other. With the unit of a share as %, and of a list or a larger set its name.
-- params: :zh 1 for Chinese names, 0 for English ones, :region_id NULL: the first region that has none above it
-- reads: trend_value, trend_day, indicator, region, people_group, type_set, function_list
-- writes: none
WITH RECURSIVE days (day) AS (SELECT min(day) FROM trend_value
                              UNION ALL SELECT (SELECT min(v.day) FROM trend_value v WHERE v.day > d.day) FROM days d WHERE d.day IS NOT NULL),
     shown AS (SELECT day FROM days WHERE day IS NOT NULL AND day NOT IN (SELECT day FROM trend_day WHERE asked = 0)),
     there AS (SELECT coalesce(:region_id, (SELECT min(region_id) FROM region WHERE parent_id IS NULL)) AS region_id),
     figure AS (SELECT a.indicator, a.types, a.group_code, a.mode, a.limit_min, a.variant FROM trend_figure a
                WHERE EXISTS (SELECT 1 FROM shown d CROSS JOIN trend_value v
                              WHERE v.day = d.day AND v.indicator = a.indicator AND v.types = a.types AND v.group_code = a.group_code AND v.mode = a.mode
                                AND v.limit_min = a.limit_min AND v.variant = a.variant AND v.region_id = (SELECT region_id FROM there)))
SELECT CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END,
       CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, f.mode, nullif(f.limit_min, 0),
       coalesce(replace(f.variant, 'list=' || l.code, CASE :zh WHEN 1 THEN l.name_zh ELSE l.name_en END),
                replace(f.variant, 'among=' || m.code, CASE :zh WHEN 1 THEN m.name_zh ELSE m.name_en END), f.variant),
       CASE i.unit WHEN '1' THEN '%' ELSE i.unit END, d.day, v.value, v.low, v.high,
       d.day = (SELECT min(day) FROM shown), d.day = (SELECT max(day) FROM shown)
FROM figure f
CROSS JOIN shown d
JOIN indicator i ON i.indicator = f.indicator
LEFT JOIN type_set s ON s.code = f.types
LEFT JOIN people_group g ON g.code = f.group_code
LEFT JOIN type_set m ON instr('|' || f.variant || '|', '|among=' || m.code || '|') > 0
LEFT JOIN function_list l ON instr('|' || f.variant || '|', '|list=' || l.code || '|') > 0
LEFT JOIN trend_value v ON v.day = d.day AND v.indicator = f.indicator AND v.types = f.types AND v.group_code = f.group_code
     AND v.mode = f.mode AND v.limit_min = f.limit_min AND v.variant = f.variant
     AND v.region_id = (SELECT region_id FROM there)
ORDER BY s.set_id, f.indicator, g.group_id, f.mode, f.limit_min, f.variant, d.day;
