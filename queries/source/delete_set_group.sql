-- Empties the groups of sets before its stage fills it anew.
-- params: none
-- reads: none
-- writes: set_group
DELETE FROM set_group;
