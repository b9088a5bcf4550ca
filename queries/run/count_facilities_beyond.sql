-- Facilities beyond the boundary.
-- params: none
-- reads: facility
-- writes: none
SELECT count(*) FROM facility WHERE region_id IS NULL;
