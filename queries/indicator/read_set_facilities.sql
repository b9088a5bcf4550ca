-- The facilities of a set that count on a day, those of the margin too.
-- params: :set_id set, :day YYYY-MM-DD
-- reads: type_set_member, facility
-- writes: none
SELECT facility.facility_id
FROM facility
JOIN type_set_member ON type_set_member.type_id = facility.type_id AND type_set_member.set_id = :set_id
WHERE facility.counts_from <= :day AND :day < facility.counts_until
ORDER BY facility.facility_id
