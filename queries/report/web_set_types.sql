-- The facility types of a set.
-- params: :set_id
-- reads: type_set_member
-- writes: none
SELECT type_id FROM type_set_member WHERE set_id = :set_id ORDER BY type_id;
