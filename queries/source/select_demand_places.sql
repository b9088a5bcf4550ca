-- Where people live.
-- params: none
-- reads: demand
-- writes: none
SELECT lon_deg, lat_deg FROM demand ORDER BY demand_id;
