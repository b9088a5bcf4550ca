-- A type of a set; said twice is said once.
-- params: :set_id id, :type_id id
-- reads: none
-- writes: type_set_member
INSERT OR IGNORE INTO type_set_member (set_id, type_id)
VALUES (:set_id, :type_id);
