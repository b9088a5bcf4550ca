-- The codes of the regions above all others.
-- params: none
-- reads: region
-- writes: none
SELECT code FROM region WHERE parent_id IS NULL ORDER BY region_id;
