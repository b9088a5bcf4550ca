-- A region as read; its id is provisional and its parent not known yet.
-- params: :region_id id, :code text, :name text, :level text, :class text, :kind text, :area_m2 m2, :input_id id, :row_no row, :wkb WGS-84 multipolygon
-- reads: none
-- writes: region
INSERT INTO region (region_id, code, name, level, class, kind, area_m2, input_id, row_no, geom)
VALUES (:region_id, :code, :name, :level, :class, :kind, :area_m2, :input_id, :row_no, CastToMultiPolygon(GeomFromWKB(:wkb, 4326)));
