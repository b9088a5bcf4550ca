-- Empties the units as read before its stage fills it anew.
-- params: none
-- reads: none
-- writes: population_unit
DELETE FROM population_unit;
