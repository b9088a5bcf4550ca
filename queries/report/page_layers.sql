-- The sets of facility types that the map and the comparison of towns can show, with the group of people they are shown for: those that targets
-- speak of first (targets of coverage before others, in the order of the plan), then the most common types. The group is the target's own where
-- the set is reported for it.
-- params: :zh 1 for Chinese names, 0 for English ones, :most how many at most
-- reads: target, type_set, type_set_member, facility, set_group, people_group
-- writes: none
WITH bare AS (SELECT target_id, indicator, '|' || replace(parameters, ' ', '') || '|' AS words FROM target),
     cut AS (SELECT target_id, indicator,
                    iif(instr(words, '|types='), substr(words, instr(words, '|types=') + 7), '|') AS types_on,
                    iif(instr(words, '|group='), substr(words, instr(words, '|group=') + 7), 'resident|') AS group_on
             FROM bare),
     named AS (SELECT substr(types_on, 1, instr(types_on, '|') - 1) AS types, substr(group_on, 1, instr(group_on, '|') - 1) AS group_code,
                      indicator NOT IN ('coverage', 'people_covered', 'people_uncovered') AS other, target_id
               FROM cut),
     inside AS (SELECT m.set_id, count(*) AS facilities
                FROM facility f JOIN type_set_member m ON m.type_id = f.type_id WHERE f.counts = 1 GROUP BY m.set_id),
     wanted AS (SELECT s.set_id, n.group_code, n.other * 1000000 + n.target_id AS place
                FROM named n JOIN type_set s ON s.code = n.types
                UNION ALL
                SELECT s.set_id, 'resident', 10000000 - i.facilities FROM type_set s JOIN inside i USING (set_id) WHERE s.is_single = 1),
     ranked AS (SELECT set_id, group_code, place, row_number() OVER (PARTITION BY set_id ORDER BY place) AS turn FROM wanted),
     chosen AS (SELECT k.set_id, k.place,
                       row_number() OVER (PARTITION BY k.set_id ORDER BY g.code <> k.group_code, g.code <> 'resident', g.group_id) AS turn, g.group_id
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
