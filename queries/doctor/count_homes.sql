-- How many points where people live there are (their ids run from 1 without a gap).
-- params: none
-- reads: demand
-- writes: none
SELECT coalesce(max(demand_id), 0) FROM demand;
