-- The days beside as_of that are looked at.
-- params: none
-- reads: trend_day
-- writes: none
SELECT day FROM trend_day ORDER BY day
