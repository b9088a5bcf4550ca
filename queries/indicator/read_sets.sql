-- Sets of types that are reported.
-- params: none
-- reads: scratch_set
-- writes: none
SELECT set_id FROM scratch_set ORDER BY set_id
