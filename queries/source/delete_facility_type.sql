-- Empties the facility types before its stage fills it anew.
-- params: none
-- reads: none
-- writes: facility_type
DELETE FROM facility_type;
