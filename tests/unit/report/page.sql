-- On top of the hand-worked town: the shapes, names and notes that a page shows. Two towns side by side, a river between them.
INSERT INTO parameter (name, value) VALUES ('title_zh', '双河区生活圈'), ('title_en', 'Shuanghe circles'), ('as_of', '2025-12-31'), ('margin_m', '1000');
INSERT INTO version (component, version) VALUES ('lifecircle', '0.1.0');
UPDATE input SET path = 'population.csv', sha256 = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', rows_in = 7, rows_kept = 7;
UPDATE region SET geom = CastToMultiPolygon(GeomFromText('POLYGON((120.99 30.99, 121.006 30.99, 121.006 31.01, 120.99 31.01, 120.99 30.99))', 4326)) WHERE region_id = 2;
UPDATE region SET geom = CastToMultiPolygon(GeomFromText('POLYGON((121.006 30.99, 121.022 30.99, 121.022 31.01, 121.006 31.01, 121.006 30.99))', 4326)) WHERE region_id = 5;
UPDATE region SET geom = CastToMultiPolygon(GeomFromText('POLYGON((120.99 30.99, 121.022 30.99, 121.022 31.01, 120.99 31.01, 120.99 30.99))', 4326)) WHERE region_id = 1;
UPDATE facility SET geom = MakePoint(121.0 + facility_id * 0.003, 31.001, 4326);
INSERT INTO context_feature (kind, name, wkb) VALUES
    ('water', '双河', AsBinary(GeomFromText('POLYGON((121.0055 30.98, 121.0065 30.98, 121.0065 31.02, 121.0055 31.02, 121.0055 30.98))', 4326))),
    ('railway', '双河铁路', AsBinary(GeomFromText('LINESTRING(120.98 31.005, 121.03 31.005)', 4326)));
INSERT INTO service_circle (facility_id, measure_id, limit_id, radius_m, geom) VALUES
    (1, 1, 3, 1000, CastToMultiPolygon(Buffer(MakePoint(121.003, 31.001, 4326), 0.009)));
INSERT INTO service_street (type_id, measure_id, limit_id, length_m, geom) VALUES
    (1, 2, 3, 900, GeomFromText('MULTILINESTRING((121.0 31.001, 121.004 31.001), (121.004 31.001, 121.008 31.001), (121.004 31.001, 121.004 31.004))', 4326));
INSERT INTO finding (stage, severity, code, input_id, row_no, feature, field, value) VALUES
    ('source', 'error', 'missing_value', 1, 9, '无名设施', 'name', NULL),
    ('source', 'note', 'margin_missing', NULL, NULL, NULL, 'facilities', NULL);
