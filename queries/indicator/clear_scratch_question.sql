-- Empties the table before it is filled, or the workbench after its use.
-- params: none
-- reads: none
-- writes: scratch_question
DELETE FROM scratch_question
