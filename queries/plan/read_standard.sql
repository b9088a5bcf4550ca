-- The type in which a gap of a set is said: for beds the one with the most of them, else the set's first that has the standard asked for
-- ('area'; '' takes any).
-- params: :types code of a set, :what text
-- reads: facility_type, type_set, type_set_member
-- writes: none
SELECT facility_type.code, facility_type.standard_area_m2, facility_type.standard_beds
FROM type_set
JOIN type_set_member ON type_set_member.set_id = type_set.set_id
JOIN facility_type ON facility_type.type_id = type_set_member.type_id
WHERE type_set.code = :types
  AND (:what = '' OR (:what = 'area' AND facility_type.standard_area_m2 > 0) OR (:what = 'beds' AND facility_type.standard_beds > 0))
ORDER BY CASE :what WHEN 'beds' THEN -facility_type.standard_beds END, facility_type.type_id
LIMIT 1
