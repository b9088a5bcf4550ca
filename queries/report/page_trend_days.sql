-- The days of the trend table.
-- params: none
-- reads: trend_value, trend_day
-- writes: none
SELECT DISTINCT day FROM trend_value WHERE day NOT IN (SELECT day FROM trend_day WHERE asked = 0) ORDER BY day;
