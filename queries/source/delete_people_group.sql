-- Empties the groups of people before its stage fills it anew.
-- params: none
-- reads: none
-- writes: people_group
DELETE FROM people_group;
