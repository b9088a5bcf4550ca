-- One figure of one region. An indicator that knows no types, group, mode or limit has '' or 0 there and answers to any.
-- params: :indicator id, :types code of a set, :group_code group, :mode label, :limit_min minutes, :variant text, :region_id region
-- reads: indicator_value
-- writes: none
SELECT value, numerator, denominator, missing, low, high
FROM indicator_value
WHERE indicator = :indicator AND types IN (:types, '') AND group_code IN (:group_code, '') AND mode IN (:mode, '')
  AND limit_min IN (:limit_min, 0) AND variant = :variant AND region_id = :region_id
ORDER BY types DESC, group_code DESC, mode DESC, limit_min DESC
LIMIT 1
