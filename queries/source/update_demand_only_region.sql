-- All demand belongs to the one region.
-- params: none
-- reads: none
-- writes: demand
UPDATE demand SET region_id = 1;
