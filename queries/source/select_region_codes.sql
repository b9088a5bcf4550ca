-- The codes of the administrative regions.
-- params: none
-- reads: region
-- writes: none
SELECT code FROM region WHERE level <> 'circle' ORDER BY region_id;
