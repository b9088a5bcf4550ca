-- The demand points that packed columns run over.
-- params: none
-- reads: reach_demand
-- writes: none
SELECT demand_ids FROM reach_demand
