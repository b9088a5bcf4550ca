-- Empties the table before it is filled, or the workbench after its use.
-- params: none
-- reads: none
-- writes: scratch_held
DELETE FROM scratch_held
