-- Empties what types do before its stage fills it anew.
-- params: none
-- reads: none
-- writes: type_function
DELETE FROM type_function;
