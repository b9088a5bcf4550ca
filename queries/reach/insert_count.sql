-- How many facilities of a type one demand point has within a limit.
-- params: :measure_id, :type_id, :limit_id, :demand_id, :facilities
-- reads: none
-- writes: reach_count
INSERT INTO reach_count (measure_id, type_id, limit_id, demand_id, facilities)
VALUES (:measure_id, :type_id, :limit_id, :demand_id, :facilities);
