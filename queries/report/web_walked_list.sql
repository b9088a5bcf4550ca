-- Of what measure, type and limit the store has streets within reach.
-- params: none
-- reads: service_street
-- writes: none
SELECT DISTINCT measure_id, type_id, limit_id FROM service_street ORDER BY measure_id, type_id, limit_id;
