-- Regions of every level, in the order the tally numbers them.
-- params: none
-- reads: region
-- writes: none
SELECT region_id FROM region ORDER BY region_id
