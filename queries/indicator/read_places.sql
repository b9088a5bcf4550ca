-- Where the people inside the boundary are, in the order the tally numbers them.
-- params: none
-- reads: demand
-- writes: none
SELECT demand_id, lon_deg, lat_deg FROM demand WHERE region_id IS NOT NULL ORDER BY demand_id
