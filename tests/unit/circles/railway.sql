-- A railway between d5 and d7, from west to east.
INSERT INTO context_feature (kind, name, wkb) VALUES ('railway', 'R', AsBinary(GeomFromText('LINESTRING(120.99 31.005, 121.03 31.005)', 4326)));
