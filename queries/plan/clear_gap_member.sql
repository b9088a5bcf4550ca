-- Empties the table before the targets are compared anew.
-- params: none
-- reads: none
-- writes: gap_member
DELETE FROM gap_member
