-- What the page says about the study as a whole: its title in both languages and day, the largest limit, which modes there are, how many regions
-- have none above them and the name of the first of these, and the level that towns are compared at;
-- whether inputs end at the boundary, and whether there are targets,
-- and whether there are service circles as units.
-- params: none
-- reads: parameter, reach_limit, measure, region, level, finding, gap, circle
-- writes: none
SELECT (SELECT value FROM parameter WHERE name = 'title_zh'), (SELECT value FROM parameter WHERE name = 'title_en'),
       (SELECT value FROM parameter WHERE name = 'as_of'), (SELECT max(limit_min) FROM reach_limit),
       EXISTS (SELECT 1 FROM measure WHERE label = 'network'), EXISTS (SELECT 1 FROM measure WHERE label = 'circle'),
       (SELECT count(*) FROM region WHERE parent_id IS NULL),
       (SELECT name FROM region WHERE parent_id IS NULL ORDER BY region_id LIMIT 1),
       (SELECT r.level FROM region r JOIN level l ON l.level = r.level
        WHERE r.level <> 'circle'
        GROUP BY r.level ORDER BY r.level = 'town' DESC, min(r.parent_id IS NULL), l.rank LIMIT 1),
       EXISTS (SELECT 1 FROM finding WHERE code = 'margin_missing'),
       EXISTS (SELECT 1 FROM gap),
       EXISTS (SELECT 1 FROM circle);
