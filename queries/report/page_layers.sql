-- The sets of facility types that the map and the comparison of towns can show, with the group of people they are shown for: those that targets
-- speak of first (targets of coverage before others, in the order of the plan), then the most common types. The group is the target's own where
-- the set is reported for it; where a target names none and speaks of no share of people, it is the one that most of the set's types serve, as in
-- page_types.
-- params: :zh 1 for Chinese names, 0 for English ones, :most how many at most
-- reads: target, target_asks, type_set, type_set_member, type_group, set_group, people_group
-- writes: none
WITH named AS (SELECT a.types,
                      CASE WHEN a.group_code IS NOT NULL OR t.indicator IN ('coverage', 'people_covered', 'people_uncovered', 'area_per_1000')
                           THEN coalesce(a.group_code, 'resident') END AS group_code,
                      t.indicator NOT IN ('coverage', 'people_covered', 'people_uncovered') AS other, t.target_id
               FROM target t JOIN target_asks a USING (target_id)),
     inside AS (SELECT m.set_id, sum(k.facilities) AS facilities
                FROM temp.type_stock k JOIN type_set_member m ON m.type_id = k.type_id GROUP BY m.set_id),
     wanted AS (SELECT s.set_id, n.group_code, n.other * 1000000 + n.target_id AS place
                FROM named n JOIN type_set s ON s.code = n.types
                UNION ALL
                SELECT s.set_id, NULL, 10000000 - i.facilities FROM type_set s JOIN inside i USING (set_id) WHERE s.is_single = 1),
     ranked AS (SELECT set_id, group_code, place, row_number() OVER (PARTITION BY set_id ORDER BY place) AS turn FROM wanted),
     chosen AS (SELECT k.set_id, k.place,
                       row_number() OVER (PARTITION BY k.set_id
                           ORDER BY g.code IS NOT k.group_code,
                                    (SELECT count(*) FROM type_set_member m JOIN type_group tg USING (type_id)
                                     WHERE m.set_id = k.set_id AND tg.group_code = g.code) DESC,
                                    g.code <> 'resident', g.group_id) AS turn, g.group_id
                FROM ranked k JOIN set_group sg ON sg.set_id = k.set_id JOIN people_group g ON g.group_id = sg.group_id
                WHERE k.turn = 1)
SELECT s.set_id, s.code, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, g.code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END, g.year
FROM chosen k
JOIN type_set s USING (set_id)
JOIN inside i USING (set_id)
JOIN people_group g USING (group_id)
WHERE k.turn = 1
ORDER BY k.place, s.set_id
LIMIT :most;
