-- Empties the figures as read before its stage fills it anew.
-- params: none
-- reads: none
-- writes: unit_people
DELETE FROM unit_people;
