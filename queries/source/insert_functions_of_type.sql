-- What a facility does because all of its type do.
-- params: :facility_id id, :type_id id
-- reads: type_function
-- writes: facility_function
INSERT OR IGNORE INTO facility_function (facility_id, function_code)
SELECT :facility_id, function_code FROM type_function WHERE type_id = :type_id;
