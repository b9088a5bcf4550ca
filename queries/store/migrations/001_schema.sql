-- The store, first edition. All geometry is EPSG:4326, longitude first. People are kept in millionths (people_micro), so that sums are
-- exact in any order and a figure spread over points adds up to itself. Lengths on the network are whole millimetres.

-- What the run was made with.
CREATE TABLE parameter (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE version (component TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
-- A finished stage and the fingerprint of all that it depended on.
CREATE TABLE stage (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;

-- Provenance: one row per file read (and layer).
CREATE TABLE input (
    input_id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    role TEXT NOT NULL,
    path TEXT NOT NULL,          -- as written in the study file
    layer TEXT, driver TEXT,
    size_bytes INTEGER, sha256 TEXT,
    crs TEXT, encoding TEXT, year TEXT,
    rows_in INTEGER NOT NULL DEFAULT 0,
    rows_kept INTEGER NOT NULL DEFAULT 0,
    rows_with_findings INTEGER NOT NULL DEFAULT 0
);
-- What was wrong or doubtful, row by row. The words are made from code, field, value and detail when they are shown.
CREATE TABLE finding (
    finding_id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),  -- error: the row was not kept
    code TEXT NOT NULL,
    input_id INTEGER REFERENCES input ON DELETE CASCADE,
    row_no INTEGER,              -- line of a CSV, row of a sheet, else feature id
    feature TEXT,                -- its name or code
    field TEXT, value TEXT, detail TEXT,
    lon_deg REAL, lat_deg REAL
);
CREATE INDEX finding_by_stage ON finding (stage, input_id, row_no);

-- The administrative tree.
CREATE TABLE level (level TEXT PRIMARY KEY, rank INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
INSERT INTO level VALUES ('country', 0), ('province', 1), ('city', 2), ('district', 3), ('town', 4), ('community', 5);
CREATE TABLE region (
    region_id INTEGER PRIMARY KEY,   -- in the order of code
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    level TEXT NOT NULL REFERENCES level,
    parent_id INTEGER REFERENCES region,
    class TEXT CHECK (class IN ('central', 'urbanised', 'rural')),
    kind TEXT,
    area_m2 REAL NOT NULL,
    input_id INTEGER REFERENCES input, row_no INTEGER
);
SELECT AddGeometryColumn('region', 'geom', 4326, 'MULTIPOLYGON', 'XY');
-- Every region with itself (depth 0) and all above it.
CREATE TABLE region_tree (
    region_id INTEGER NOT NULL REFERENCES region,
    ancestor_id INTEGER NOT NULL REFERENCES region,
    depth INTEGER NOT NULL,
    PRIMARY KEY (region_id, ancestor_id)
) WITHOUT ROWID;
CREATE INDEX region_tree_down ON region_tree (ancestor_id, region_id, depth);

-- Facility types are data; a set is types counted together, and every type is a set of itself.
CREATE TABLE facility_type (
    type_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    standard_area_m2 REAL,       -- of one standard facility: what closes a gap is said in these
    area_max_m2 REAL,            -- plausible largest: bounds a missing floor area from above
    standard_beds INTEGER, beds_max INTEGER,
    colour TEXT                  -- #rrggbb on maps
);
CREATE TABLE type_group (
    type_id INTEGER NOT NULL REFERENCES facility_type,
    group_code TEXT NOT NULL,    -- a group of people this type serves
    PRIMARY KEY (type_id, group_code)
) WITHOUT ROWID;
CREATE TABLE function (function_code TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE type_function (
    type_id INTEGER NOT NULL REFERENCES facility_type,
    function_code TEXT NOT NULL REFERENCES function,
    PRIMARY KEY (type_id, function_code)
) WITHOUT ROWID;
CREATE TABLE type_set (
    set_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    is_single INTEGER NOT NULL   -- 1 for the set of one type with the type's own code
);
CREATE TABLE type_set_member (
    set_id INTEGER NOT NULL REFERENCES type_set,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    PRIMARY KEY (set_id, type_id)
) WITHOUT ROWID;
-- The groups that a set is reported for.
CREATE TABLE set_group (
    set_id INTEGER NOT NULL REFERENCES type_set,
    group_id INTEGER NOT NULL REFERENCES people_group,
    PRIMARY KEY (set_id, group_id)
) WITHOUT ROWID;

CREATE TABLE facility (
    facility_id INTEGER PRIMARY KEY,
    code TEXT, name TEXT NOT NULL,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    address TEXT,
    area_m2 REAL CHECK (area_m2 >= 0), site_area_m2 REAL CHECK (site_area_m2 >= 0),
    beds INTEGER, beds_nursing INTEGER, beds_dementia INTEGER,
    places INTEGER, meals_per_day INTEGER, staff INTEGER,
    ownership TEXT,
    opened TEXT, closed TEXT,    -- YYYY-MM-DD
    status TEXT NOT NULL CHECK (status IN ('open', 'planned', 'closed')),
    counts INTEGER NOT NULL,     -- 1 when it is open on as_of
    region_id INTEGER REFERENCES region,  -- the finest region that holds it; NULL in the margin
    input_id INTEGER REFERENCES input, row_no INTEGER
);
SELECT AddGeometryColumn('facility', 'geom', 4326, 'POINT', 'XY');
CREATE INDEX facility_by_region ON facility (region_id, type_id);
CREATE INDEX facility_by_name ON facility (type_id, name);
CREATE TABLE facility_function (
    facility_id INTEGER NOT NULL REFERENCES facility,
    function_code TEXT NOT NULL REFERENCES function,
    PRIMARY KEY (facility_id, function_code)
) WITHOUT ROWID;
-- Where people go in: at least one per facility. Several entrances are one facility.
CREATE TABLE facility_entrance (
    facility_id INTEGER NOT NULL REFERENCES facility,
    entrance_no INTEGER NOT NULL,
    lon_deg REAL NOT NULL, lat_deg REAL NOT NULL,
    PRIMARY KEY (facility_id, entrance_no)
) WITHOUT ROWID;

-- People. A group's figures of one year; the input figures stay in population_unit so that conservation can be checked.
CREATE TABLE people_group (
    group_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    year TEXT
);
CREATE TABLE population_unit (
    unit_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES input,
    row_no INTEGER NOT NULL,
    code TEXT, name TEXT
);
CREATE TABLE unit_people (
    unit_id INTEGER NOT NULL REFERENCES population_unit,
    group_id INTEGER NOT NULL REFERENCES people_group,
    people_micro INTEGER NOT NULL CHECK (people_micro >= 0),
    PRIMARY KEY (unit_id, group_id)
) WITHOUT ROWID;
CREATE TABLE demand (
    demand_id INTEGER PRIMARY KEY,
    unit_id INTEGER REFERENCES population_unit,
    region_id INTEGER REFERENCES region,      -- the finest region; NULL in the margin
    lon_deg REAL NOT NULL, lat_deg REAL NOT NULL,
    input_id INTEGER NOT NULL REFERENCES input
);
SELECT AddGeometryColumn('demand', 'geom', 4326, 'POINT', 'XY');
CREATE INDEX demand_by_region ON demand (region_id);
CREATE TABLE demand_people (
    demand_id INTEGER NOT NULL REFERENCES demand,
    group_id INTEGER NOT NULL REFERENCES people_group,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (demand_id, group_id)
) WITHOUT ROWID;

-- Streets as read, and the graph made of them.
CREATE TABLE street (
    street_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES input,
    source_id INTEGER,           -- OSM way id or feature id
    class TEXT, name TEXT,
    steps INTEGER NOT NULL DEFAULT 0,
    foot_forward INTEGER NOT NULL DEFAULT 1, foot_backward INTEGER NOT NULL DEFAULT 1,
    node_ids BLOB NOT NULL       -- int64 little endian, one per vertex: equal ids join
);
SELECT AddGeometryColumn('street', 'geom', 4326, 'LINESTRING', 'XY');
CREATE TABLE net_node (
    node_id INTEGER PRIMARY KEY, -- from 0, dense
    lon_deg REAL NOT NULL, lat_deg REAL NOT NULL,
    component INTEGER NOT NULL   -- 0 is the largest
);
CREATE TABLE net_edge (
    edge_id INTEGER PRIMARY KEY, -- from 0, dense
    street_id INTEGER NOT NULL REFERENCES street,
    from_node INTEGER NOT NULL REFERENCES net_node,
    to_node INTEGER NOT NULL REFERENCES net_node,
    length_mm INTEGER NOT NULL,
    steps INTEGER NOT NULL, foot_forward INTEGER NOT NULL, foot_backward INTEGER NOT NULL,
    xy BLOB NOT NULL             -- doubles lon, lat of every vertex, little endian
);
-- Where demand and entrances meet the streets.
CREATE TABLE demand_join (
    demand_id INTEGER PRIMARY KEY REFERENCES demand,
    edge_id INTEGER,             -- NULL: unsnapped
    offset_mm INTEGER,           -- real length from from_node
    leg_mm INTEGER,              -- the straight leg; also told for unsnapped ones when known
    status TEXT NOT NULL CHECK (status IN ('ok', 'far', 'unsnapped'))
);
CREATE TABLE facility_join (
    facility_id INTEGER NOT NULL REFERENCES facility,
    entrance_no INTEGER NOT NULL,
    edge_id INTEGER, offset_mm INTEGER, leg_mm INTEGER,
    status TEXT NOT NULL CHECK (status IN ('ok', 'far', 'unsnapped')),
    PRIMARY KEY (facility_id, entrance_no)
) WITHOUT ROWID;

-- Reach. A measure is a mode with a walking profile; the first measure of each mode belongs to the first profile.
CREATE TABLE profile (
    profile_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    speed_mps REAL NOT NULL, steps_factor REAL NOT NULL
);
CREATE TABLE measure (
    measure_id INTEGER PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('circle', 'network')),
    profile_id INTEGER NOT NULL REFERENCES profile,
    label TEXT NOT NULL UNIQUE   -- 'circle', 'network' for the first profile, 'network:elder' for others
);
CREATE TABLE reach_limit (limit_id INTEGER PRIMARY KEY, limit_min REAL NOT NULL UNIQUE);
-- The cheapest walk from each demand point to each type, looked for up to horizon_min. No row: none within it.
CREATE TABLE reach_nearest (
    measure_id INTEGER NOT NULL REFERENCES measure,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    demand_id INTEGER NOT NULL REFERENCES demand,
    facility_id INTEGER NOT NULL REFERENCES facility,
    cost_mm INTEGER NOT NULL,    -- circle: geodesic distance; network: walk, in millimetres at the profile's speed
    walk_min REAL NOT NULL,
    limit_id INTEGER,            -- the smallest limit that holds it; NULL beyond the largest
    PRIMARY KEY (measure_id, type_id, demand_id)
) WITHOUT ROWID;
-- How many facilities of a type are within a limit (cumulative over limits); no row means 0.
CREATE TABLE reach_count (
    measure_id INTEGER NOT NULL REFERENCES measure,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    limit_id INTEGER NOT NULL REFERENCES reach_limit,
    demand_id INTEGER NOT NULL REFERENCES demand,
    facilities INTEGER NOT NULL,
    PRIMARY KEY (measure_id, type_id, limit_id, demand_id)
) WITHOUT ROWID;
-- For maps: service circles (one per facility and limit) and the street pieces reached (one multi-line per type, measure and limit).
CREATE TABLE service_circle (
    service_circle_id INTEGER PRIMARY KEY,
    facility_id INTEGER NOT NULL REFERENCES facility,
    measure_id INTEGER NOT NULL REFERENCES measure,
    limit_id INTEGER NOT NULL REFERENCES reach_limit,
    radius_m REAL NOT NULL
);
SELECT AddGeometryColumn('service_circle', 'geom', 4326, 'MULTIPOLYGON', 'XY');
CREATE TABLE service_street (
    service_street_id INTEGER PRIMARY KEY,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    measure_id INTEGER NOT NULL REFERENCES measure,
    limit_id INTEGER NOT NULL REFERENCES reach_limit,
    length_m REAL NOT NULL
);
SELECT AddGeometryColumn('service_street', 'geom', 4326, 'MULTILINESTRING', 'XY');
-- Rivers, railways, expressways: drawn, not computed with.
CREATE TABLE context_feature (
    context_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, name TEXT,
    wkb BLOB NOT NULL,
    input_id INTEGER REFERENCES input
);

-- Indicator values. Exactly one row per combination; value NULL: cannot be known (missing says how many data lack, low and high bound it).
CREATE TABLE indicator (
    indicator TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, unit TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE indicator_value (
    region_id INTEGER NOT NULL REFERENCES region,
    indicator TEXT NOT NULL REFERENCES indicator,
    types TEXT NOT NULL DEFAULT '',       -- code of a type set
    group_code TEXT NOT NULL DEFAULT '',
    mode TEXT NOT NULL DEFAULT '',        -- label of a measure, 'ratio' for network / circle
    limit_min REAL NOT NULL DEFAULT 0,    -- 0: no limit is meant
    value REAL, numerator REAL, denominator REAL,
    missing INTEGER NOT NULL DEFAULT 0,
    low REAL, high REAL,                  -- bounds when missing > 0; high NULL: none
    PRIMARY KEY (indicator, types, group_code, mode, limit_min, region_id)
) WITHOUT ROWID;

-- Targets and gaps.
CREATE TABLE target (
    target_id INTEGER PRIMARY KEY,
    plan TEXT NOT NULL, item TEXT NOT NULL,
    region_code TEXT NOT NULL, scope TEXT NOT NULL, indicator TEXT NOT NULL, parameters TEXT NOT NULL,
    op TEXT NOT NULL, value REAL, unit TEXT, year INTEGER, nature TEXT,
    source TEXT, text TEXT, responsible TEXT,
    input_id INTEGER REFERENCES input, row_no INTEGER
);
CREATE TABLE gap (
    gap_id INTEGER PRIMARY KEY,
    target_id INTEGER NOT NULL REFERENCES target,
    region_id INTEGER NOT NULL REFERENCES region,
    value REAL, low REAL, high REAL,
    gap REAL,                             -- NULL: not known
    status TEXT NOT NULL CHECK (status IN ('met', 'short', 'no data', 'not yet due', 'awaiting')),
    lacks TEXT,                           -- for 'no data': which data
    pace REAL                             -- for 'not yet due': needed per year until the target's year
);
-- Each gap said in what closes it.
CREATE TABLE gap_closes (
    gap_id INTEGER NOT NULL REFERENCES gap,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,                   -- area_m2, facilities, beds, circles, people, regions
    amount REAL NOT NULL,
    type_code TEXT,
    PRIMARY KEY (gap_id, position)
) WITHOUT ROWID;
-- The members that fall short, by name.
CREATE TABLE gap_member (
    gap_id INTEGER NOT NULL REFERENCES gap,
    region_id INTEGER NOT NULL REFERENCES region,
    value REAL,
    PRIMARY KEY (gap_id, region_id)
) WITHOUT ROWID;
