-- Sheet of communities: the finest regions where somebody of a set's own group is beyond the limit, most people first, as many as asked of each set.
-- The group of a set is the one that its targets speak of, else the one that most of its types serve, as on the page.
-- params: :zh 1 for Chinese names, 0 for English ones, :limit_min minutes, :mode label of the measure, :level that regions are compared at, :most rows of a set
-- reads: type_set, set_group, type_set_member, type_group, people_group, region, region_tree, level, indicator_value, target_asks, target
-- writes: none
WITH named AS (SELECT DISTINCT types FROM target_asks WHERE types IS NOT NULL),
     finest AS (SELECT r.level FROM region r JOIN level l ON l.level = r.level WHERE r.level <> 'circle' ORDER BY l.rank DESC LIMIT 1),
     chosen AS (SELECT s.set_id, g.group_id,
                       row_number() OVER (PARTITION BY s.set_id
                           ORDER BY (SELECT min(iif(t.indicator IN ('coverage', 'people_covered', 'people_uncovered'), 0, 1000000) + t.target_id)
                                     FROM target t JOIN target_asks a USING (target_id)
                                     WHERE a.types = s.code AND a.group_code = g.code) NULLS LAST,
                                    (SELECT count(*) FROM type_set_member m JOIN type_group tg USING (type_id)
                                     WHERE m.set_id = s.set_id AND tg.group_code = g.code) DESC,
                                    g.code <> 'resident', g.group_id) AS turn
                FROM type_set s JOIN set_group sg ON sg.set_id = s.set_id JOIN people_group g ON g.group_id = sg.group_id
                WHERE s.is_single = 1 OR s.code IN (SELECT types FROM named)),
     far AS (SELECT k.set_id, k.group_id, v.region_id, v.value,
                    row_number() OVER (PARTITION BY k.set_id ORDER BY v.value DESC, v.region_id) AS turn
             FROM chosen k
             CROSS JOIN type_set s ON s.set_id = k.set_id
             CROSS JOIN people_group g ON g.group_id = k.group_id
             CROSS JOIN indicator_value v ON v.indicator = 'people_uncovered' AND v.types = s.code AND v.group_code = g.code AND v.mode = :mode
                  AND v.limit_min = :limit_min AND v.variant = ''
             CROSS JOIN region r ON r.region_id = v.region_id AND r.level = (SELECT level FROM finest)
             WHERE k.turn = 1 AND v.value > 0)
SELECT CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year,
       (SELECT a.name FROM region_tree w JOIN region a ON a.region_id = w.ancestor_id
        WHERE w.region_id = f.region_id AND a.level = :level AND a.region_id <> f.region_id),
       r.name, coalesce(n.denominator, c.denominator), f.value, f.value / coalesce(n.denominator, c.denominator), c.value, n.value, c.numerator - n.numerator,
       m.value, r.code, s.code
FROM far f
JOIN type_set s USING (set_id)
JOIN people_group g USING (group_id)
JOIN region r ON r.region_id = f.region_id
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = s.code AND c.group_code = g.code AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = f.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = s.code AND n.group_code = g.code AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = f.region_id
LEFT JOIN indicator_value m ON m.indicator = 'time_median' AND m.types = s.code AND m.group_code = g.code AND m.mode = :mode
     AND m.limit_min = 0 AND m.variant = '' AND m.region_id = f.region_id
WHERE f.turn <= :most
ORDER BY s.code NOT IN (SELECT types FROM named), s.set_id, f.turn;
