-- One row when the inventory has no facility of a set, whatever its status; none when it has, or when there is no such set.
-- params: :types code of a set
-- reads: type_set, type_set_member, facility
-- writes: none
SELECT type_set.set_id
FROM type_set
WHERE type_set.code = :types
  AND NOT EXISTS (SELECT 1
                  FROM type_set_member
                  JOIN facility ON facility.type_id = type_set_member.type_id
                  WHERE type_set_member.set_id = type_set.set_id)
