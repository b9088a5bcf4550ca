-- Is there a trend to show: figures, of a day that the study asked for? 1 or 0.
-- params: none
-- reads: trend_day, trend_value
-- writes: none
SELECT EXISTS (SELECT 1 FROM trend_day WHERE asked = 1) AND EXISTS (SELECT 1 FROM trend_value);
