-- The demand points that packed columns run over.
-- params: :demand_ids packed
-- reads: none
-- writes: reach_demand
INSERT OR REPLACE INTO reach_demand (reach_demand_id, demand_ids) VALUES (1, :demand_ids)
