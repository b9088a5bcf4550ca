-- The ground within half a street's width of what is walked within a limit: 'dissolved' one per type and limit, 'overlapping' one per
-- facility and limit, 'split' the same without the streets that are nearer to another facility of the type.
CREATE TABLE service_area (
    service_area_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('dissolved', 'overlapping', 'split')),
    type_id INTEGER NOT NULL REFERENCES facility_type,
    facility_id INTEGER REFERENCES facility,  -- NULL: all of the type
    measure_id INTEGER NOT NULL REFERENCES measure,
    limit_id INTEGER NOT NULL REFERENCES reach_limit,
    area_m2 REAL NOT NULL
);
SELECT AddGeometryColumn('service_area', 'geom', 4326, 'MULTIPOLYGON', 'XY');
