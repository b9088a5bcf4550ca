-- Keeps, of the figures just made, those that targets ask.
-- params: :day YYYY-MM-DD
-- reads: trend_asked, indicator_value
-- writes: trend_value
INSERT OR IGNORE INTO trend_value (day, region_id, indicator, types, group_code, mode, limit_min, variant, value, numerator, denominator,
                                   missing, low, high)
SELECT :day, made.region_id, made.indicator, made.types, made.group_code, made.mode, made.limit_min, made.variant, made.value,
       made.numerator, made.denominator, made.missing, made.low, made.high
FROM trend_asked
CROSS JOIN indicator_value AS made
  ON made.indicator = trend_asked.indicator AND made.types IN (trend_asked.types, '') AND made.group_code IN (trend_asked.group_code, '')
WHERE (trend_asked.mode = '' OR made.mode IN (trend_asked.mode, '')) AND made.limit_min IN (trend_asked.limit_min, 0)
  AND made.variant = trend_asked.variant
