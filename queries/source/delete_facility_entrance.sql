-- Empties the entrances before its stage fills it anew.
-- params: none
-- reads: none
-- writes: facility_entrance
DELETE FROM facility_entrance;
