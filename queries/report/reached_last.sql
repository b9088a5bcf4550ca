-- The highest number of a place where people live.
-- params: none
-- reads: demand
-- writes: none
SELECT max(demand_id) FROM demand;
