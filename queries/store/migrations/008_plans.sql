-- What plans ask for beyond reach and floor area: variants of an indicator, more of a facility, reported figures, days ahead, circles as units.

-- A region that is a service circle lies across the administrative tree: no home has it as its finest region, and its parent is the top region.
INSERT INTO level VALUES ('circle', 9);
CREATE TABLE demand_circle (
    demand_id INTEGER PRIMARY KEY REFERENCES demand,
    region_id INTEGER NOT NULL REFERENCES region   -- of level circle
);

ALTER TABLE facility ADD COLUMN social_workers INTEGER; -- among the staff
ALTER TABLE facility ADD COLUMN contracted INTEGER CHECK (contracted IS NULL OR contracted = 0 OR contracted = 1); -- with a community health centre
ALTER TABLE facility ADD COLUMN renovated TEXT;         -- YYYY-MM-DD, the last time

-- Where a target comes from, in two languages.
ALTER TABLE target ADD COLUMN plan_code TEXT;           -- of a built-in plan
ALTER TABLE target ADD COLUMN item_no TEXT;             -- as the plan numbers it
ALTER TABLE target ADD COLUMN item_en TEXT;
ALTER TABLE target ADD COLUMN text_en TEXT;

-- Figures that offices report.
CREATE TABLE observation (
    observation_id INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,     -- an id, 'reported' for figures that no map gives
    parameters TEXT NOT NULL,    -- in the one form of a target's; 'key=...' of 'reported'
    region_code TEXT NOT NULL,
    day TEXT NOT NULL,           -- YYYY-MM-DD
    value REAL NOT NULL,         -- in the indicator's unit, shares of 1
    unit TEXT,                   -- as written
    source TEXT, text TEXT, text_en TEXT,
    input_id INTEGER REFERENCES input, row_no INTEGER
);
CREATE INDEX observation_by_question ON observation (indicator, parameters, region_code, day);

-- How a gap's value is known, and what planned facilities will make of it.
ALTER TABLE gap ADD COLUMN basis TEXT CHECK (basis IS NULL OR basis = 'computed' OR basis = 'reported');
ALTER TABLE gap ADD COLUMN observed_on TEXT;            -- day of the reported figure
ALTER TABLE gap ADD COLUMN observed_source TEXT;
ALTER TABLE gap ADD COLUMN planned_value REAL;          -- at the end of the target's year, planned facilities counted from their day
ALTER TABLE gap ADD COLUMN planned_status TEXT CHECK (planned_status IS NULL OR planned_status = 'met' OR planned_status = 'short'
                                                      OR planned_status = 'no data');

-- An indicator may come in variants: beds for nursing, a period, a function. Filled anew by the stage, so made anew.
DROP TABLE indicator_value;
CREATE TABLE indicator_value (
    region_id INTEGER NOT NULL REFERENCES region,
    indicator TEXT NOT NULL REFERENCES indicator,
    types TEXT NOT NULL DEFAULT '',       -- code of a type set
    group_code TEXT NOT NULL DEFAULT '',
    mode TEXT NOT NULL DEFAULT '',        -- label of a measure, 'ratio' for network / circle
    limit_min REAL NOT NULL DEFAULT 0,    -- 0: no limit is meant
    variant TEXT NOT NULL DEFAULT '',     -- 'bed=nursing', 'period=2018|of=beds': the keys that the indicator's file names, in its order
    value REAL, numerator REAL, denominator REAL,
    missing INTEGER NOT NULL DEFAULT 0,
    low REAL, high REAL,                  -- bounds when missing > 0; high NULL: none
    PRIMARY KEY (indicator, types, group_code, mode, limit_min, variant, region_id)
) WITHOUT ROWID;
ALTER TABLE indicator ADD COLUMN made_by TEXT;          -- the file of an indicator of the user's own; NULL: built in

-- More of the workbench (see 002). Every facility that counts on the day looked at, with every region that holds it: its finest, all above, its
-- circle. Sums over regions are made from this alone, so that one formula serves other days and circles.
CREATE TABLE scratch_inside (
    region_id INTEGER NOT NULL REFERENCES region,
    facility_id INTEGER NOT NULL REFERENCES facility,
    PRIMARY KEY (region_id, facility_id)
) WITHOUT ROWID;
-- What the targets ask of indicators with variants: each of a variant's keys. A period is there as period, period_from and period_to (days).
CREATE TABLE scratch_asked (
    indicator TEXT NOT NULL,
    variant TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (indicator, variant, key)
) WITHOUT ROWID;
