-- The codes that a target may count: sets of types, single types included.
-- params: none
-- reads: type_set
-- writes: none
SELECT code FROM type_set ORDER BY set_id;
