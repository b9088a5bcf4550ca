-- How many facilities of one type every point reaches within a limit.
-- params: :measure_id measure, :type_id type, :limit_id limit
-- reads: reach_count
-- writes: none
SELECT demand_id, facilities
FROM reach_count
WHERE measure_id = :measure_id AND type_id = :type_id AND limit_id = :limit_id
ORDER BY demand_id
