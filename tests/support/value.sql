-- One figure of one region.
SELECT value, numerator, denominator, missing, low, high
FROM indicator_value
WHERE indicator = :indicator AND types = :types AND group_code = :group_code AND mode = :mode
  AND limit_min = :limit_min AND region_id = :region_id
