-- The highest id of a region, 0 for none.
-- params: none
-- reads: region
-- writes: none
SELECT coalesce(max(region_id), 0) FROM region;
