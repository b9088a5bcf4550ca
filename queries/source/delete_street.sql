-- Empties the streets before its stage fills it anew.
-- params: none
-- reads: none
-- writes: street
DELETE FROM street;
