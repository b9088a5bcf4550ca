-- Fills trend_figure; what offices report does not hang on facilities and is left out.
-- params: none
-- reads: trend_value, trend_day
-- writes: none
INSERT INTO trend_figure (indicator, types, group_code, mode, limit_min, variant)
SELECT DISTINCT indicator, types, group_code, mode, limit_min, variant
FROM trend_value
WHERE indicator <> 'reported' AND day NOT IN (SELECT day FROM trend_day WHERE asked = 0);
