-- Empties the table before it is filled.
-- params: none
-- reads: none
-- writes: catchment_wanted
DELETE FROM catchment_wanted
