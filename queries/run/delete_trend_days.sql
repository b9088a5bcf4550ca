-- Empties the table before it is filled.
-- params: none
-- reads: none
-- writes: trend_day
DELETE FROM trend_day
