-- Reach, packed: a row per measure and type instead of one per demand point, with one whole number for each point inside (src/store/pack.h).
-- The program shows it as the tables reach_nearest, reach_count and reach_catchment (src/store/reach_tables.c), which have the columns that
-- tables of these names had before, and are not in this file.
DROP TABLE reach_nearest;
DROP TABLE reach_count;
-- The demand points that the numbers belong to, by demand_id.
CREATE TABLE reach_demand (
    reach_demand_id INTEGER PRIMARY KEY CHECK (reach_demand_id = 1),
    demand_ids BLOB NOT NULL     -- packed, ascending
);
-- The facilities that were searched from, and where they were.
CREATE TABLE reach_facility (
    facility_id INTEGER PRIMARY KEY REFERENCES facility,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    rank INTEGER NOT NULL,       -- among those of its type, from 0, by facility_id
    places BLOB NOT NULL,        -- longitude and latitude of each entrance, doubles
    doors BLOB NOT NULL          -- edge, offset_mm and leg_mm of each entrance that meets a street, little endian, 4 bytes each
);
CREATE UNIQUE INDEX reach_facility_by_type ON reach_facility (type_id, rank);
CREATE TABLE reach_column (
    reach_column_id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    -- limit: the smallest limit that holds the nearest, 1 for the shortest, one more than there are beyond the largest, 0 where there is none
    -- within horizon_min; cost: millimetres to the nearest; facility: the rank of the nearest; count: facilities within limit_id
    part TEXT NOT NULL CHECK (part IN ('limit', 'cost', 'facility', 'count')),
    limit_id INTEGER NOT NULL DEFAULT 0, -- of a count, else 0
    packed BLOB NOT NULL,
    UNIQUE (measure_id, type_id, part, limit_id)
);
-- The demand points within the largest limit of a place that facilities have; facilities at the same doors share it.
CREATE TABLE reach_catchment_kept (
    reach_catchment_kept_id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure,
    doors BLOB NOT NULL,
    steps BLOB NOT NULL,         -- packed: from one point's number to the next one's, the first from 0
    costs BLOB NOT NULL,         -- packed: millimetres, as many as steps
    UNIQUE (measure_id, doors)
);
-- What a measure was computed from beside the facilities. When it is the same again, only what facilities changed is searched.
CREATE TABLE reach_basis (
    measure_id INTEGER PRIMARY KEY REFERENCES measure,
    basis TEXT NOT NULL,
    types_searched INTEGER NOT NULL,      -- in the last run
    facilities_searched INTEGER NOT NULL
);
