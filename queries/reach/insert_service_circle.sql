-- The circle drawn around a facility for a limit.
-- params: :facility_id, :measure_id, :limit_id, :radius_m metres, :wkb polygon or multipolygon
-- reads: none
-- writes: service_circle
INSERT INTO service_circle (facility_id, measure_id, limit_id, radius_m, geom)
VALUES (:facility_id, :measure_id, :limit_id, :radius_m, CastToMultiPolygon(GeomFromWKB(:wkb, 4326)));
