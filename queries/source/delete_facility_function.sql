-- Empties what facilities do before its stage fills it anew.
-- params: none
-- reads: none
-- writes: facility_function
DELETE FROM facility_function;
