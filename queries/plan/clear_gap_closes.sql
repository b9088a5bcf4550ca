-- Empties the table before the targets are compared anew.
-- params: none
-- reads: none
-- writes: gap_closes
DELETE FROM gap_closes
