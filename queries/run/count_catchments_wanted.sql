-- How many types there are whose catchments are wanted on further days.
-- params: none
-- reads: catchment_wanted
-- writes: none
SELECT count(*) FROM catchment_wanted
