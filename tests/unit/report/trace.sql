-- On top of page.sql: a file of each role, and findings of known places. Town 2 is west of 121.006 E, town 5 east of it.
DELETE FROM finding;
INSERT INTO input (input_id, stage, role, path, size_bytes, sha256, rows_in, rows_kept, rows_with_findings) VALUES
    (11, 'regions', 'regions', 'towns.shp', 100, 'aa', 6, 6, 0),
    (12, 'facilities', 'facilities', 'west.csv', 200, 'bb', 3, 3, 2),
    (13, 'facilities', 'facilities', 'east.csv', 300, 'cc', 3, 2, 1),
    (14, 'streets', 'streets', 'streets.osm.pbf', 400, 'dd', 50, 50, 0),
    (15, 'targets', 'targets', 'asked.csv', 500, 'ee', 9, 9, 0),
    (16, 'targets', 'targets', 'idle.csv', 600, 'ff', 1, 1, 0),
    (17, 'observations', 'observations', 'reported.csv', 700, 'aa', 1, 1, 0),
    (18, 'context', 'context', 'river.geojson', 800, 'bb', 1, 1, 0),
    (19, 'context', 'context', 'walls.geojson', 900, 'cc', 1, 1, 0),
    (20, 'types', 'types', 'types.csv', 1000, 'dd', 8, 8, 0),
    (21, 'elevation', 'elevation', 'heights.tif', 1100, 'ee', 1, 1, 0),
    (22, 'indicators', 'indicators', 'mine/own.sql', 1200, 'ff', 1, 1, 0);
UPDATE context_feature SET input_id = 18 WHERE kind = 'water';
UPDATE context_feature SET input_id = 19, blocks = 1 WHERE kind = 'railway';
UPDATE target SET input_id = 15;
UPDATE facility SET input_id = 12, row_no = facility_id WHERE facility_id IN (1, 3, 5);
UPDATE facility SET input_id = 13, row_no = facility_id WHERE facility_id IN (2, 4);
INSERT INTO finding (stage, severity, code, input_id, row_no, feature, field, value, lon_deg, lat_deg) VALUES
    ('facilities', 'note', 'missing_area', 12, 3, '西二村老年活动室', 'area_m2', NULL, NULL, NULL),
    ('facilities', 'warning', 'negative_number', 12, 1, '西镇综合为老服务中心', 'area_m2', '-5', NULL, NULL),
    ('facilities', 'note', 'missing_area', 13, 4, '东一居委老年活动室', 'area_m2', NULL, NULL, NULL),
    ('facilities', 'error', 'no_coordinates', 13, 7, '无处', 'x', NULL, NULL, NULL),
    ('facilities', 'warning', 'outside_study', 13, 8, '东边', NULL, NULL, 121.01, 31.0),
    ('network', 'note', 'islets', NULL, NULL, NULL, NULL, '1', NULL, NULL),
    ('edge', 'note', 'margin_missing', NULL, NULL, NULL, 'population', NULL, NULL, NULL);
INSERT INTO indicator (indicator, name_zh, name_en, unit, made_by) VALUES ('own', '自定', 'Own <b>', 'people', 'mine/own.sql');
INSERT INTO indicator_value (region_id, indicator, value) VALUES (1, 'own', 3);
