-- People of the regions from the top down to one level, a row for each region and group, the groups in the order of report/book_groups.
-- params: :level the finest that is told
-- reads: region, level, people_group, indicator_value
-- writes: none
SELECT r.region_id, r.name, r.level, r.class, r.area_m2 / 1e6, v.value, r.code
FROM region r
JOIN level l ON l.level = r.level
CROSS JOIN people_group g
LEFT JOIN indicator_value v ON v.indicator = 'people' AND v.types = '' AND v.group_code = g.code AND v.mode = '' AND v.limit_min = 0
     AND v.variant = '' AND v.region_id = r.region_id
WHERE r.level <> 'circle' AND l.rank <= (SELECT rank FROM level WHERE level = :level)
ORDER BY l.rank, r.code, g.group_id;
