-- A group of people that a type serves; said twice is said once.
-- params: :type_id id, :group_code text
-- reads: none
-- writes: type_group
INSERT OR IGNORE INTO type_group (type_id, group_code)
VALUES (:type_id, :group_code);
