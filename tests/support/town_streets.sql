-- Streets and entrances of the hand-worked town, written by tests/stage/town/coordinates.py.
INSERT INTO parameter (name, value) VALUES ('horizon_min', '60');
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (1, 1, 'residential', 'AB', x'01000000000000000200000000000000', GeomFromText('LINESTRING(121.000000000 31.000000000, 121.004188295 30.999999932)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (2, 1, 'residential', 'BC', x'02000000000000000300000000000000', GeomFromText('LINESTRING(121.004188295 30.999999932, 121.008376590 30.999999864)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (3, 1, 'residential', 'CD', x'03000000000000000400000000000000', GeomFromText('LINESTRING(121.008376590 30.999999864, 121.012564885 30.999999796)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (4, 1, 'residential', 'AE', x'01000000000000000500000000000000', GeomFromText('LINESTRING(121.000000000 31.000000000, 121.000000000 31.002705884)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (5, 1, 'residential', 'EF', x'05000000000000000600000000000000', GeomFromText('LINESTRING(121.000000000 31.002705884, 121.004188413 31.002705816)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (6, 1, 'residential', 'BF', x'02000000000000000600000000000000', GeomFromText('LINESTRING(121.004188295 30.999999932, 121.004188413 31.002705816)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (7, 1, 'residential', 'FG', x'06000000000000000700000000000000', GeomFromText('LINESTRING(121.004188413 31.002705816, 121.004188413 31.005411699)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (8, 1, 'residential', 'CH', x'03000000000000000800000000000000', GeomFromText('LINESTRING(121.008376590 30.999999864, 121.008376590 31.001803787)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (9, 1, 'residential', 'GI', x'07000000000000000900000000000000', GeomFromText('LINESTRING(121.004188413 31.005411699, 121.008376944 31.005411631)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (10, 1, 'residential', 'IJ', x'09000000000000000a00000000000000', GeomFromText('LINESTRING(121.008376944 31.005411631, 121.008376944 31.002705748)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (11, 1, 'residential', 'DK', x'04000000000000000b00000000000000', GeomFromText('LINESTRING(121.012564885 30.999999796, 121.012564885 31.002705680)', 4326));
INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES
    (12, 1, 'residential', 'DL', x'04000000000000000c00000000000000', GeomFromText('LINESTRING(121.012564885 30.999999796, 121.012564885 30.998195873)', 4326));
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES (1, 1, 120.999629792, 31.003024775);
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES (2, 1, 121.012564885, 31.003607641);
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES (3, 1, 121.004188413, 31.005772483);
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES (4, 1, 121.012564885, 30.997654696);
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES (5, 1, 120.999629805, 30.999681108);
