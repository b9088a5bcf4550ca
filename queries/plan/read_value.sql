-- One figure of one region. An indicator that knows no types, group, mode or limit has '' or 0 there and answers to any.
-- params: :day YYYY-MM-DD, '' for the study's own, :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes,
--   :variant text, :region_id region
-- reads: indicator_value, trend_value
-- writes: none
SELECT value, numerator, denominator, missing, low, high, types, group_code, mode, limit_min
FROM indicator_value
WHERE :day = '' AND indicator = :indicator AND types IN (:types, '') AND group_code IN (:group_code, '') AND mode IN (:mode, '')
  AND limit_min IN (:limit_min, 0) AND variant = :variant AND region_id = :region_id
UNION ALL
SELECT value, numerator, denominator, missing, low, high, types, group_code, mode, limit_min
FROM trend_value
WHERE day = :day AND indicator = :indicator AND types IN (:types, '') AND group_code IN (:group_code, '') AND mode IN (:mode, '')
  AND limit_min IN (:limit_min, 0) AND variant = :variant AND region_id = :region_id
ORDER BY types DESC, group_code DESC, mode DESC, limit_min DESC
LIMIT 1
