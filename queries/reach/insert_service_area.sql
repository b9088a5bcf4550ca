-- The ground along what is walked within a limit.
-- params: :kind dissolved, overlapping or split, :type_id, :facility_id or NULL, :measure_id, :limit_id, :area_m2 square metres, :wkb multipolygon
-- reads: none
-- writes: service_area
INSERT INTO service_area (kind, type_id, facility_id, measure_id, limit_id, area_m2, geom)
VALUES (:kind, :type_id, :facility_id, :measure_id, :limit_id, :area_m2, GeomFromWKB(:wkb, 4326));
