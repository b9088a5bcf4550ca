-- All administrative regions, for finding those that are named: number, code, name, level.
-- params: none
-- reads: region
-- writes: none
SELECT region_id, code, name, level FROM region WHERE level <> 'circle' ORDER BY code;
