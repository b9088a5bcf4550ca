-- How many people of a group live at each of the places of report/web_homes.
-- params: :group_id
-- reads: demand, demand_people
-- writes: none
SELECT coalesce(p.people_micro, 0) / 1e6
FROM demand d
LEFT JOIN demand_people p ON p.demand_id = d.demand_id AND p.group_id = :group_id
WHERE d.region_id IS NOT NULL
ORDER BY d.demand_id;
