-- Two files with the same group of people in the same places: of the people of either, four fifths live in regions (taken one level up, as one file may
-- have a point where the other has homes) where the other has people, too, and there their totals differ by less than a twentieth.
-- params: none
-- reads: people_found, region, people_group, input
-- writes: none
WITH above AS (SELECT f.input_id, f.group_id, coalesce(r.parent_id, r.region_id) AS region_id, sum(f.people_micro) / 1e6 AS people
               FROM people_found f JOIN region r ON r.region_id = f.region_id GROUP BY 1, 2, 3),
     total AS (SELECT input_id, group_id, sum(people) AS people FROM above GROUP BY 1, 2),
     pair AS (SELECT a.input_id AS first, b.input_id AS second, a.group_id, sum(a.people) AS people, sum(b.people) AS other
              FROM above a JOIN above b ON b.group_id = a.group_id AND b.region_id = a.region_id AND b.input_id > a.input_id
              GROUP BY 1, 2, 3)
SELECT 'counted_twice', p.second, NULL, NULL, g.code, CAST(CAST(p.other AS INTEGER) AS TEXT), i.path, NULL, NULL
FROM pair p JOIN total a ON a.input_id = p.first AND a.group_id = p.group_id JOIN total b ON b.input_id = p.second AND b.group_id = p.group_id
JOIN people_group g ON g.group_id = p.group_id JOIN input i ON i.input_id = p.first
WHERE p.people >= 0.8 * a.people AND p.other >= 0.8 * b.people AND p.other BETWEEN 0.95 * p.people AND 1.05 * p.people
ORDER BY p.second, p.first, g.group_id;
