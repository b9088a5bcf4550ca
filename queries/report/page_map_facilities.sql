-- The facilities of a set that are in use on the study's day.
-- params: :set_id
-- reads: facility, type_set_member
-- writes: none
SELECT X(f.geom), Y(f.geom), f.name
FROM facility f
JOIN type_set_member m ON m.set_id = :set_id AND m.type_id = f.type_id
WHERE f.counts = 1
ORDER BY f.facility_id;
