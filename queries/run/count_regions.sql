-- How many administrative regions there are.
-- params: none
-- reads: region
-- writes: none
SELECT count(*) FROM region WHERE level <> 'circle';
