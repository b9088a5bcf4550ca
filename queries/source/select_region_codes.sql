-- The codes of all regions.
-- params: none
-- reads: region
-- writes: none
SELECT code FROM region ORDER BY region_id;
