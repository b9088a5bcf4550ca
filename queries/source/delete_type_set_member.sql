-- Empties the members of sets before its stage fills it anew.
-- params: none
-- reads: none
-- writes: type_set_member
DELETE FROM type_set_member;
