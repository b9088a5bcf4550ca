-- Empties the demand points before its stage fills it anew.
-- params: none
-- reads: none
-- writes: demand
DELETE FROM demand;
