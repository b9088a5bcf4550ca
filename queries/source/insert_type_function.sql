-- Something that every facility of a type does; said twice is said once.
-- params: :type_id id, :function_code text
-- reads: none
-- writes: type_function
INSERT OR IGNORE INTO type_function (type_id, function_code)
VALUES (:type_id, :function_code);
