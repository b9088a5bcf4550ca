-- Facilities that say they are in one region and stand in another: the finest region below the district whose name they give is none of those that hold
-- them. Names of no region say nothing. Of a file of which a fifth and more disagree nothing is told here: it is its coordinates, not its rows, that are
-- in doubt. Communities are left aside, as their names recur from town to town.
-- params: none
-- reads: facility, region, region_tree, level
-- writes: none
WITH said AS (SELECT DISTINCT region_said FROM facility WHERE region_said IS NOT NULL),
     named AS (SELECT s.region_said, r.region_id, r.name, v.rank, max(v.rank) OVER (PARTITION BY s.region_said) AS finest
               FROM said s JOIN region r ON instr(' / ' || s.region_said || ' / ', ' / ' || r.name || ' / ') > 0 JOIN level v ON v.level = r.level
               WHERE r.level = 'district' OR r.level = 'town'),
     judged AS (SELECT f.facility_id, f.input_id, max(n.name) AS name, max(t.region_id IS NOT NULL) AS holds
                FROM facility f JOIN named n ON n.region_said = f.region_said AND n.rank = n.finest
                LEFT JOIN region_tree t ON t.region_id = f.region_id AND t.ancestor_id = n.region_id
                GROUP BY f.facility_id),
     file AS (SELECT input_id, count(*) AS judged, count(*) - sum(holds) AS others FROM judged GROUP BY input_id)
SELECT 'other_region', f.input_id, f.row_no, f.name, NULL, j.name, coalesce(r.name, '-'), ST_X(f.geom), ST_Y(f.geom)
FROM judged j JOIN file i ON i.input_id = j.input_id JOIN facility f ON f.facility_id = j.facility_id
LEFT JOIN region r ON r.region_id = f.region_id
WHERE NOT j.holds AND i.others * 5 < i.judged
ORDER BY f.facility_id;
