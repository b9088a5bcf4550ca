-- The ground of the hand-worked town: its outline, and where facilities stand. P1 and P2 are centres; R1 stands beside d3, R2 beside d6, R3 beside d4.
UPDATE region SET geom = CastToMultiPolygon(GeomFromText('POLYGON((120.995 30.995, 121.02 30.995, 121.02 31.012, 120.995 31.012, 120.995 30.995))', 4326)) WHERE region_id = 1;
UPDATE facility SET geom = MakePoint(121.002, 31.001, 4326) WHERE facility_id = 1;
UPDATE facility SET geom = MakePoint(121.0125, 31.0020, 4326) WHERE facility_id = 2;
UPDATE facility SET geom = MakePoint(121.0034, 31.0062, 4326) WHERE facility_id = 3;
UPDATE facility SET geom = MakePoint(121.0126, 31.0008, 4326) WHERE facility_id = 4;
UPDATE facility SET geom = MakePoint(121.0083, 31.0019, 4326) WHERE facility_id = 5;
