-- Where the people inside the boundary are; those of the margin are counted nowhere.
-- params: none
-- reads: demand
-- writes: none
SELECT demand_id, region_id FROM demand WHERE region_id IS NOT NULL ORDER BY demand_id
