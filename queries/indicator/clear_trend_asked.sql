-- Empties the table before it is filled.
-- params: none
-- reads: none
-- writes: trend_asked
DELETE FROM trend_asked
