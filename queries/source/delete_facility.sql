-- Empties the facilities before its stage fills it anew.
-- params: none
-- reads: none
-- writes: facility
DELETE FROM facility;
