-- Layer service_areas: the ground along what is walked, larger limits first, so that smaller ones are drawn over them.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: service_area, facility_type, facility, measure, profile, reach_limit
-- writes: none
SELECT s.kind, t.code, CASE :zh WHEN 1 THEN t.name_zh ELSE t.name_en END, s.facility_id, f.name, p.code, l.limit_min, s.area_m2, AsBinary(s.geom)
FROM service_area s
JOIN facility_type t USING (type_id)
LEFT JOIN facility f ON f.facility_id = s.facility_id
JOIN measure m ON m.measure_id = s.measure_id
JOIN profile p USING (profile_id)
JOIN reach_limit l ON l.limit_id = s.limit_id
ORDER BY l.limit_min DESC, s.service_area_id;
