-- What targets ask, of the first region that has none above it, day by day: a row for each figure and day, the days of a figure one behind the
-- other. With the unit of a share as %, and of a list its name. What offices report does not hang on facilities and is left out.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: trend_value, trend_day, indicator, region, people_group, type_set, function_list
-- writes: none
WITH shown AS (SELECT DISTINCT day FROM trend_value WHERE day NOT IN (SELECT day FROM trend_day WHERE asked = 0)),
     figure AS (SELECT DISTINCT indicator, types, group_code, mode, limit_min, variant FROM trend_value
                WHERE region_id = (SELECT min(region_id) FROM region WHERE parent_id IS NULL)
                  AND day IN (SELECT day FROM shown) AND indicator <> 'reported')
SELECT CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END,
       CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year, f.mode, nullif(f.limit_min, 0),
       coalesce(replace(f.variant, 'list=' || l.code, CASE :zh WHEN 1 THEN l.name_zh ELSE l.name_en END), f.variant),
       CASE i.unit WHEN '1' THEN '%' ELSE i.unit END, d.day, v.value, v.low, v.high,
       d.day = (SELECT min(day) FROM shown), d.day = (SELECT max(day) FROM shown)
FROM figure f
CROSS JOIN shown d
JOIN indicator i ON i.indicator = f.indicator
LEFT JOIN type_set s ON s.code = f.types
LEFT JOIN people_group g ON g.code = f.group_code
LEFT JOIN function_list l ON instr('|' || f.variant || '|', '|list=' || l.code || '|') > 0
LEFT JOIN trend_value v ON v.day = d.day AND v.indicator = f.indicator AND v.types = f.types AND v.group_code = f.group_code
     AND v.mode = f.mode AND v.limit_min = f.limit_min AND v.variant = f.variant
     AND v.region_id = (SELECT min(region_id) FROM region WHERE parent_id IS NULL)
ORDER BY s.set_id, f.indicator, g.group_id, f.mode, f.limit_min, f.variant, d.day;
