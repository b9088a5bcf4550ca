-- The sets that are reported: those with a facility in the study, of whatever status, and those that a target names. Of the others nothing is
-- known but that the study says nothing about them, in thousands of rows.
-- params: none
-- reads: type_set, type_set_member, facility, target
-- writes: scratch_set
INSERT INTO scratch_set (set_id)
SELECT type_set.set_id
FROM type_set
WHERE EXISTS (SELECT 1
              FROM type_set_member
              CROSS JOIN facility ON facility.type_id = type_set_member.type_id
              WHERE type_set_member.set_id = type_set.set_id)
   OR EXISTS (SELECT 1
              FROM target
              WHERE instr('|' || replace(target.parameters, ' ', '') || '|', '|types=' || type_set.code || '|') > 0)
