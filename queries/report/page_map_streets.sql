-- The street pieces from where a facility of the set is within the largest limit on foot.
-- params: :set_id
-- reads: service_street, type_set_member, measure, reach_limit
-- writes: none
SELECT AsBinary(s.geom)
FROM service_street s
JOIN type_set_member m ON m.set_id = :set_id AND m.type_id = s.type_id
WHERE s.measure_id = (SELECT measure_id FROM measure WHERE label = 'network')
  AND s.limit_id = (SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1)
ORDER BY s.service_street_id;
