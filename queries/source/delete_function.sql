-- Empties the functions before its stage fills it anew.
-- params: none
-- reads: none
-- writes: function
DELETE FROM function;
