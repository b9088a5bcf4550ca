-- Indicators with their definitions: those that every page tells, then the others as targets ask for them, those of the study's own last; the file
-- of its own, how many targets ask for it, which inputs these stand in, and whether some of their figures were reported by offices.
-- params: :zh 1 for Chinese names, 0 for English ones, :region_id NULL: the whole study, :every 1: all that have a value, 0: those that targets for
-- the region ask for and those that every page tells
-- reads: indicator, indicator_value, people_group, region_tree, target, gap
-- writes: none
WITH always (ids) AS (VALUES (' people coverage people_uncovered time_median time_p90 count area_per_1000 ')),
     mine (target_id, gap_id) AS (
         SELECT target_id, gap_id FROM gap WHERE :region_id IS NULL
         UNION ALL
         SELECT g.target_id, g.gap_id FROM region_tree h CROSS JOIN region_gap g ON g.region_id = h.region_id WHERE h.ancestor_id = :region_id),
     asked AS (SELECT t.indicator, count(DISTINCT t.target_id) AS targets, max(g.basis IS 'reported') AS reported,
                      min(t.target_id) AS first, replace(group_concat(DISTINCT t.input_id), ',', ' ') AS files
               FROM mine m CROSS JOIN gap g ON g.gap_id = m.gap_id CROSS JOIN target t ON t.target_id = m.target_id
               GROUP BY t.indicator)
SELECT i.indicator, iif(:zh, i.name_zh, i.name_en), i.unit, i.made_by,
       iif(:zh, coalesce(i.says_zh, i.says_en), coalesce(i.says_en, i.says_zh)),
       iif(:zh, coalesce(i.formula_zh, i.formula_en), coalesce(i.formula_en, i.formula_zh)),
       i.inputs, iif(:zh, g.name_zh, g.name_en), g.year, i.factor, coalesce(a.targets, 0), a.files, coalesce(a.reported, 0)
FROM indicator i
LEFT JOIN asked a ON a.indicator = i.indicator
LEFT JOIN people_group g ON g.code = i.base_group
WHERE a.targets > 0
   OR ((:every OR instr((SELECT ids FROM always), ' ' || i.indicator || ' '))
       AND EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator = i.indicator))
ORDER BY i.made_by IS NOT NULL, nullif(instr((SELECT ids FROM always), ' ' || i.indicator || ' '), 0) NULLS LAST, a.first NULLS LAST, i.indicator;
