-- Forgets whose catchments were wanted.
-- params: none
-- reads: none
-- writes: catchment_facility
DELETE FROM catchment_facility
