-- The street pieces from where a facility of a type is within a limit on foot.
-- params: :measure_id, :type_id, :limit_id
-- reads: service_street
-- writes: none
SELECT AsBinary(geom) FROM service_street
WHERE measure_id = :measure_id AND type_id = :type_id AND limit_id = :limit_id
ORDER BY service_street_id;
