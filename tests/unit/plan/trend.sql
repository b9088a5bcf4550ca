SELECT value, numerator, denominator, missing
FROM trend_value
WHERE day = :day AND indicator = :indicator AND group_code = :group_code AND mode = :mode AND limit_min = :limit_min AND variant = :variant
  AND region_id = :region_id AND types = 'comprehensive_centre'
