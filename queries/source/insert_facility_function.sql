-- Something this facility does; said twice is said once.
-- params: :facility_id id, :function_code text
-- reads: none
-- writes: facility_function
INSERT OR IGNORE INTO facility_function (facility_id, function_code) VALUES (:facility_id, :function_code);
