-- Places where people live beyond the boundary.
-- params: none
-- reads: demand
-- writes: none
SELECT count(*) FROM demand WHERE region_id IS NULL;
