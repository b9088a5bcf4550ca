-- Empties the sets of types before its stage fills it anew.
-- params: none
-- reads: none
-- writes: type_set
DELETE FROM type_set;
