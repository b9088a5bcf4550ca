-- What the page says about itself: the study's title in both languages and day, the largest limit, which modes there are, how many regions have none
-- above them and the name of the first of these, and the level that regions are compared at, of the study or within one region; whether inputs end
-- at the boundary, whether there are targets and service circles as units there, and the name of the region above.
-- params: :region_id NULL: the whole study
-- reads: parameter, reach_limit, measure, region, region_tree, level, finding, circle, demand, demand_circle
-- writes: none
SELECT (SELECT value FROM parameter WHERE name = 'title_zh'), (SELECT value FROM parameter WHERE name = 'title_en'),
       (SELECT value FROM parameter WHERE name = 'as_of'), (SELECT max(limit_min) FROM reach_limit),
       EXISTS (SELECT 1 FROM measure WHERE label = 'network'), EXISTS (SELECT 1 FROM measure WHERE label = 'circle'),
       (SELECT count(*) FROM region WHERE parent_id IS NULL),
       (SELECT name FROM region WHERE parent_id IS NULL ORDER BY region_id LIMIT 1),
       CASE WHEN :region_id IS NULL
            THEN (SELECT r.level FROM region r JOIN level l ON l.level = r.level
                  WHERE r.level <> 'circle'
                  GROUP BY r.level ORDER BY r.level = 'town' DESC, min(r.parent_id IS NULL), l.rank LIMIT 1)
            ELSE (SELECT r.level FROM region_tree t JOIN region r ON r.region_id = t.region_id JOIN level l ON l.level = r.level
                  WHERE t.ancestor_id = :region_id AND t.depth > 0 AND r.level <> 'circle'
                  ORDER BY r.level = 'town' DESC, l.rank LIMIT 1) END,
       EXISTS (SELECT 1 FROM finding WHERE code = 'margin_missing'),
       CASE WHEN :region_id IS NULL THEN (SELECT max(gap_id) FROM region_gap) IS NOT NULL
            ELSE EXISTS (SELECT g.gap_id FROM region_tree t JOIN region_gap g ON g.region_id = t.region_id WHERE t.ancestor_id = :region_id) END,
       CASE WHEN :region_id IS NULL THEN EXISTS (SELECT 1 FROM circle)
            ELSE EXISTS (SELECT 1 FROM region_tree t CROSS JOIN demand d ON d.region_id = t.region_id CROSS JOIN demand_circle c ON c.demand_id = d.demand_id
                         WHERE t.ancestor_id = :region_id) END,
       (SELECT p.name FROM region r JOIN region p ON p.region_id = r.parent_id WHERE r.region_id = :region_id);
