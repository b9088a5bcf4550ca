-- Empties the table before it is filled.
-- params: none
-- reads: none
-- writes: trend_value
DELETE FROM trend_value
