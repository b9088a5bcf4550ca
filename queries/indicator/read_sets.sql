-- Sets of types.
-- params: none
-- reads: type_set
-- writes: none
SELECT set_id FROM type_set ORDER BY set_id
