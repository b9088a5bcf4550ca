-- One figure of one region; 'key=value' in place of a group is a variant.
SELECT value, numerator, denominator, missing, low, high
FROM indicator_value
WHERE indicator = :indicator AND types = :types AND group_code = iif(instr(:group_code, '='), '', :group_code)
  AND variant = iif(instr(:group_code, '='), :group_code, '') AND mode = :mode
  AND limit_min = :limit_min AND region_id = :region_id
