-- Sets of facility types that targets ask for while no file has a facility of them; where rows were left out because their type is not known, these
-- are told: the set may be among them.
-- params: none
-- reads: target_asks, target, type_set, type_set_member, facility, finding
-- writes: none
SELECT iif(left_out = 0, 'set_without_facility', 'set_types_unknown'), NULL, NULL, NULL, 'parameters', a.types,
       CAST(iif(left_out = 0, count(*), left_out) AS TEXT), NULL, NULL
FROM target_asks a JOIN type_set s ON s.code = a.types
JOIN (SELECT coalesce(sum(iif(code = 'more_rows', CAST(value AS INTEGER), 1)), 0) AS left_out
      FROM finding WHERE iif(code = 'more_rows', detail, code) = 'unknown_type')
WHERE NOT EXISTS (SELECT 1 FROM type_set_member m JOIN facility f ON f.type_id = m.type_id WHERE m.set_id = s.set_id)
GROUP BY a.types
ORDER BY a.types;
