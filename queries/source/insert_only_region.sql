-- The one region of a study that names none.
-- params: :name text, :area_m2 m2, :wkb WGS-84 multipolygon
-- reads: none
-- writes: region
INSERT INTO region (region_id, code, name, level, area_m2, geom)
VALUES (1, 'all', :name, 'district', :area_m2, CastToMultiPolygon(GeomFromWKB(:wkb, 4326)));
