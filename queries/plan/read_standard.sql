-- The type in which a gap of a set is said and how much one standard facility of it has: for beds, places and meals the one with the most of
-- them, for floor area the set's first that has a standard; '' takes the set's first, for one each.
-- params: :types code of a set, :what text
-- reads: facility_type, type_set, type_set_member
-- writes: none
SELECT code, standard
FROM (
    SELECT facility_type.type_id, facility_type.code, facility_type.standard_area_m2 AS area_m2,
           CASE :what WHEN '' THEN 1 WHEN 'area' THEN facility_type.standard_area_m2 WHEN 'beds' THEN facility_type.standard_beds
                      WHEN 'places' THEN facility_type.standard_places WHEN 'meals' THEN facility_type.standard_meals END AS standard
    FROM type_set
    JOIN type_set_member ON type_set_member.set_id = type_set.set_id
    JOIN facility_type ON facility_type.type_id = type_set_member.type_id
    WHERE type_set.code = :types
)
WHERE standard > 0
ORDER BY CASE :what WHEN '' THEN coalesce(area_m2, 1e9) WHEN 'area' THEN 0 ELSE -standard END, type_id
LIMIT 1
