-- The days of the trend table.
-- params: none
-- reads: trend_value, trend_day
-- writes: none
WITH RECURSIVE days (day) AS (SELECT min(day) FROM trend_value
                              UNION ALL SELECT (SELECT min(v.day) FROM trend_value v WHERE v.day > d.day) FROM days d WHERE d.day IS NOT NULL),
     shown AS (SELECT day FROM days WHERE day IS NOT NULL AND day NOT IN (SELECT day FROM trend_day WHERE asked = 0))
SELECT day FROM shown ORDER BY day;
