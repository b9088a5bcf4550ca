-- A circle as a region.
-- params: :region_id id, :code text, :name text, :parent_id top region, :class text, :kind centre or further, :area_m2 m2,
--   :wkb WGS-84 multipolygon or NULL
-- reads: none
-- writes: region
INSERT INTO region (region_id, code, name, level, parent_id, class, kind, area_m2, geom)
VALUES (:region_id, :code, :name, 'circle', :parent_id, :class, :kind, :area_m2, CastToMultiPolygon(GeomFromWKB(:wkb, 4326)))
