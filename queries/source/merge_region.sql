-- A further part of a region has joined it.
-- params: :region_id id, :area_m2 m2, :wkb WGS-84 multipolygon
-- reads: region
-- writes: region
UPDATE region SET area_m2 = :area_m2, geom = CastToMultiPolygon(GeomFromWKB(:wkb, 4326)) WHERE region_id = :region_id;
