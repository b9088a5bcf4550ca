-- Places where people live that lie in a region with regions below it and in none of those (a gap between boundaries), level by level: how many, the
-- millionths of people there of the largest group, and the region's name where there is but one.
-- params: none
-- reads: demand, demand_people, region, level
-- writes: none
WITH parent AS (SELECT DISTINCT parent_id AS region_id FROM region WHERE parent_id IS NOT NULL AND level <> 'circle'),
     loose AS (SELECT d.demand_id, r.region_id, r.level, r.name
               FROM parent JOIN region r ON r.region_id = parent.region_id JOIN demand d ON d.region_id = r.region_id),
     people AS (SELECT l.level, sum(p.people_micro) AS people_micro
                FROM loose l JOIN demand_people p ON p.demand_id = l.demand_id GROUP BY l.level, p.group_id)
SELECT l.level, count(*), coalesce((SELECT max(p.people_micro) FROM people p WHERE p.level = l.level), 0),
       iif(count(DISTINCT l.region_id) = 1, min(l.name), NULL)
FROM loose l JOIN level v ON v.level = l.level
GROUP BY l.level
ORDER BY v.rank;
