-- Homes inside the study's regions that join no street, with none within reach (:blocked 0) or with a barrier before all that are (1): how many, and the millionths of people there of the largest group.
-- params: :blocked 0/1
-- reads: demand, demand_join, demand_people
-- writes: none
SELECT (SELECT COUNT(*) FROM demand_join AS j JOIN demand AS d ON d.demand_id = j.demand_id
        WHERE j.status = 'unsnapped' AND j.blocked = :blocked AND d.region_id IS NOT NULL),
       COALESCE((SELECT SUM(p.people_micro) AS people_micro
                 FROM demand_join AS j
                 JOIN demand AS d ON d.demand_id = j.demand_id
                 JOIN demand_people AS p ON p.demand_id = j.demand_id
                 WHERE j.status = 'unsnapped' AND j.blocked = :blocked AND d.region_id IS NOT NULL
                 GROUP BY p.group_id
                 ORDER BY people_micro DESC LIMIT 1), 0);
