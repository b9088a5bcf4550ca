-- Sets of facility types that targets ask for while no file has a facility of them.
-- params: none
-- reads: target_asks, target, type_set, type_set_member, facility
-- writes: none
SELECT 'set_without_facility', NULL, NULL, NULL, 'parameters', a.types, CAST(count(*) AS TEXT), NULL, NULL
FROM target_asks a JOIN type_set s ON s.code = a.types
WHERE NOT EXISTS (SELECT 1 FROM type_set_member m JOIN facility f ON f.type_id = m.type_id WHERE m.set_id = s.set_id)
GROUP BY a.types
ORDER BY a.types;
