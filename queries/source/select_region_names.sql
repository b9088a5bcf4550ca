-- The names of the administrative regions, in the order of select_region_codes.
-- params: none
-- reads: region
-- writes: none
SELECT name FROM region WHERE level <> 'circle' ORDER BY region_id;
