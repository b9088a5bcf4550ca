-- Empties the table before its stage fills it.
-- params: none
-- reads: none
-- writes: function_list
DELETE FROM function_list
