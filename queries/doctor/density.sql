-- Regions with more people to the square kilometre than anywhere on earth (300,000), and files whose people are so few on the ground of the regions they
-- are in (fewer than 5) that they may be counted in ten thousands: of the file's largest group, and of those that are a whole (resident, registered),
-- unless the file itself shows their unit.
-- params: none
-- reads: people_found, region, people_group, finding
-- writes: none
WITH dense AS (SELECT f.region_id, f.group_id, sum(f.people_micro) / 1e6 AS people FROM people_found f GROUP BY f.region_id, f.group_id),
     most AS (SELECT region_id, group_id, max(people) AS people FROM dense GROUP BY region_id),
     filed AS (SELECT f.input_id, f.group_id, sum(f.people_micro) / 1e6 AS people, sum(r.area_m2) / 1e6 AS area_km2
               FROM people_found f JOIN region r ON r.region_id = f.region_id GROUP BY f.input_id, f.group_id),
     largest AS (SELECT input_id, group_id, people, area_km2, people = max(people) OVER (PARTITION BY input_id) AS is_largest FROM filed)
SELECT 'dense_people', r.input_id, r.row_no, r.name, g.code, CAST(CAST(m.people AS INTEGER) AS TEXT), printf('%.3f km2', r.area_m2 / 1e6),
       (MbrMinX(r.geom) + MbrMaxX(r.geom)) / 2, (MbrMinY(r.geom) + MbrMaxY(r.geom)) / 2
FROM most m JOIN region r ON r.region_id = m.region_id JOIN people_group g ON g.group_id = m.group_id
WHERE m.people > 300000 * r.area_m2 / 1e6
UNION ALL
SELECT 'few_people', l.input_id, NULL, NULL, g.code, printf('%.6g', l.people), printf('%.0f km2', l.area_km2), NULL, NULL
FROM largest l JOIN people_group g ON g.group_id = l.group_id
WHERE l.people < 5 * l.area_km2 AND l.people > 0 AND (l.is_largest OR g.code IN ('resident', 'registered'))
  AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.input_id = l.input_id AND f.code = 'whole_in_ten_thousands');
