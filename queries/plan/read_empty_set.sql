-- What the inventory has no facility of at all, whatever its status: the set; or, of a larger set that it is compared with, all the rest (one of
-- its types is named): such a share would be 1 for want of data. No row when it has, or when there is no such set.
-- params: :types code of a set, :among code of a larger set or ''
-- reads: type_set, type_set_member, facility, facility_type
-- writes: none
SELECT type_set.code
FROM type_set
WHERE type_set.code = :types
  AND NOT EXISTS (SELECT 1
                  FROM type_set_member
                  JOIN facility ON facility.type_id = type_set_member.type_id
                  WHERE type_set_member.set_id = type_set.set_id)
UNION ALL
SELECT min(facility_type.code)
FROM type_set
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
JOIN facility_type ON facility_type.type_id = type_set_member.type_id
LEFT JOIN facility ON facility.type_id = facility_type.type_id
WHERE type_set.code = :among
  AND facility_type.type_id NOT IN (SELECT part.type_id
                                    FROM type_set_member AS part
                                    JOIN type_set AS smaller ON smaller.set_id = part.set_id
                                    WHERE smaller.code = :types)
HAVING count(*) > 0 AND count(facility.facility_id) = 0
LIMIT 1
