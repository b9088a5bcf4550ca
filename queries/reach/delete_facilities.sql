-- Forgets which facilities were searched from.
-- params: none
-- reads: none
-- writes: reach_facility
DELETE FROM reach_facility
