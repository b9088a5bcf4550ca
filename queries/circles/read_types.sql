-- The types of a set.
-- params: :types code of a set
-- reads: type_set, type_set_member
-- writes: none
SELECT type_set_member.type_id
FROM type_set
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
WHERE type_set.code = :types
ORDER BY type_set_member.type_id
