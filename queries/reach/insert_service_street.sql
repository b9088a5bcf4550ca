-- The street pieces from where a facility of a type is within a limit.
-- params: :type_id, :measure_id, :limit_id, :length_m metres, :wkb multilinestring
-- reads: none
-- writes: service_street
INSERT INTO service_street (type_id, measure_id, limit_id, length_m, geom)
VALUES (:type_id, :measure_id, :limit_id, :length_m, GeomFromWKB(:wkb, 4326));
