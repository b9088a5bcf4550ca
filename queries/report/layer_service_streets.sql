-- Layer service_streets.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: service_street, facility_type, measure, profile, reach_limit
-- writes: none
SELECT t.code, CASE :zh WHEN 1 THEN t.name_zh ELSE t.name_en END, p.code, l.limit_min, s.length_m, AsBinary(s.geom)
FROM service_street s
JOIN facility_type t USING (type_id)
JOIN measure m ON m.measure_id = s.measure_id
JOIN profile p USING (profile_id)
JOIN reach_limit l ON l.limit_id = s.limit_id
ORDER BY s.service_street_id;
