-- Fills trend_figure; what offices report does not hang on facilities and is left out, and so is
-- a set of which the register has no facility: nothing is known of it.
-- params: none
-- reads: trend_value, trend_day, set_listed, type_set, type_set_member, facility
-- writes: none
INSERT INTO trend_figure (indicator, types, group_code, mode, limit_min, variant)
SELECT DISTINCT indicator, types, group_code, mode, limit_min, variant
FROM trend_value
WHERE indicator <> 'reported' AND day NOT IN (SELECT day FROM trend_day WHERE asked = 0)
  AND (types = '' OR types IN (SELECT code FROM set_listed));
