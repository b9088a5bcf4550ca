-- Rows of people that bear the code or name of a region which has regions below it, while the file's other rows have people within it, too: half to twice
-- as many. Such a row is their total, or something of it. Names are compared in files of at most 20,000 rows: those of towns, not those of homes.
-- params: none
-- reads: region, region_tree, population_unit, unit_people, people_found, people_group, input
-- writes: none
WITH above AS MATERIALIZED (SELECT region_id, code, name FROM region
                            WHERE level <> 'circle' AND region_id IN (SELECT parent_id FROM region WHERE parent_id IS NOT NULL AND level <> 'circle')),
     bearer AS MATERIALIZED (SELECT u.unit_id, u.input_id, u.row_no, u.code, u.name
                             FROM population_unit u
                             WHERE u.code IN (SELECT code FROM above)
                                OR u.input_id IN (SELECT input_id FROM input WHERE rows_in <= 20000)
                                   AND u.name IN (SELECT name FROM above EXCEPT SELECT name FROM region WHERE region_id NOT IN (SELECT region_id FROM above))),
     named AS (SELECT b.unit_id, b.input_id, b.row_no, a.region_id, a.name
               FROM bearer b JOIN above a ON a.code = b.code OR a.name = b.name
               GROUP BY b.unit_id HAVING count(*) = 1),
     figure AS (SELECT n.*, p.group_id, p.people_micro / 1e6 AS people,
                       (SELECT sum(f.people_micro) / 1e6 FROM region_tree t JOIN people_found f ON f.region_id = t.region_id
                        WHERE t.ancestor_id = n.region_id AND f.group_id = p.group_id AND f.input_id = n.input_id) - p.people_micro / 1e6 AS rest
                FROM named n JOIN unit_people p ON p.unit_id = n.unit_id)
SELECT 'total_row', f.input_id, f.row_no, f.name, g.code, printf('%.15g', f.people), printf('%.15g', round(f.rest, 3)), NULL, NULL
FROM figure f JOIN people_group g ON g.group_id = f.group_id
WHERE f.people > 0 AND f.rest BETWEEN 0.5 * f.people AND 2 * f.people
ORDER BY f.unit_id, g.group_id;
