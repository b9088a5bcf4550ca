-- The street pieces, type by type, of a set that near_street does not hold yet.
-- params: :set_id
-- reads: service_street, type_set_member, measure, reach_limit
-- writes: none
SELECT s.type_id, AsBinary(s.geom)
FROM type_set_member m
JOIN service_street s ON s.type_id = m.type_id
WHERE m.set_id = :set_id AND s.measure_id = (SELECT measure_id FROM measure WHERE label = 'network')
  AND s.limit_id = (SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1)
  AND NOT EXISTS (SELECT 1 FROM near_street n WHERE n.type_id = s.type_id);
