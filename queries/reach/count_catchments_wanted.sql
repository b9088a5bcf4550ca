-- How many types there are whose catchments are wanted.
-- params: none
-- reads: catchment_wanted
-- writes: none
SELECT count(*) FROM catchment_wanted
