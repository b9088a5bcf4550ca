-- Where the people inside the boundary are, with their service circle; those of the margin are counted nowhere.
-- params: none
-- reads: demand, demand_circle
-- writes: none
SELECT demand.demand_id, demand.region_id, demand_circle.region_id
FROM demand
LEFT JOIN demand_circle ON demand_circle.demand_id = demand.demand_id
WHERE demand.region_id IS NOT NULL
ORDER BY demand.demand_id
