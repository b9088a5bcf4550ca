-- Empties the regions before its stage fills it anew.
-- params: none
-- reads: none
-- writes: region
DELETE FROM region;
