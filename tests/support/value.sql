-- One figure of one region; in place of a group 'key=value' is a variant without a group, 'group/key=value' one with it.
SELECT value, numerator, denominator, missing, low, high
FROM indicator_value
WHERE indicator = :indicator AND types = :types
  AND group_code = CASE WHEN instr(:group_code, '/') THEN substr(:group_code, 1, instr(:group_code, '/') - 1)
                        WHEN instr(:group_code, '=') THEN '' ELSE :group_code END
  AND variant = CASE WHEN instr(:group_code, '/') THEN substr(:group_code, instr(:group_code, '/') + 1)
                     WHEN instr(:group_code, '=') THEN :group_code ELSE '' END
  AND mode = :mode AND limit_min = :limit_min AND region_id = :region_id
