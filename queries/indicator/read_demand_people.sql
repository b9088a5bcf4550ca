-- How many people of each group are at each point.
-- params: none
-- reads: demand_people
-- writes: none
SELECT demand_id, group_id, people_micro FROM demand_people ORDER BY demand_id, group_id
