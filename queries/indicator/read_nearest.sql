-- The walk from every point to the nearest facility of one type.
-- params: :measure_id measure, :type_id type
-- reads: reach_nearest
-- writes: none
SELECT demand_id, cost_mm, walk_min, limit_id
FROM reach_nearest
WHERE measure_id = :measure_id AND type_id = :type_id
ORDER BY demand_id
