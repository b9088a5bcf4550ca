-- Where people live inside the boundary, in the order of the numbers of the places.
-- params: none
-- reads: demand
-- writes: none
SELECT demand_id, lon_deg, lat_deg FROM demand WHERE region_id IS NOT NULL ORDER BY demand_id;
