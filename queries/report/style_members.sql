-- The types of a set.
-- params: :set_id
-- reads: type_set_member, facility_type
-- writes: none
SELECT t.code FROM type_set_member m JOIN facility_type t USING (type_id) WHERE m.set_id = :set_id ORDER BY t.type_id;
