-- The nearest facility of a type for one demand point.
-- params: :measure_id, :type_id, :demand_id, :facility_id, :cost_mm millimetres, :walk_min minutes, :limit_id
-- reads: none
-- writes: reach_nearest
INSERT INTO reach_nearest (measure_id, type_id, demand_id, facility_id, cost_mm, walk_min, limit_id)
VALUES (:measure_id, :type_id, :demand_id, :facility_id, :cost_mm, :walk_min, :limit_id);
