-- Empties whom types serve before its stage fills it anew.
-- params: none
-- reads: none
-- writes: type_group
DELETE FROM type_group;
