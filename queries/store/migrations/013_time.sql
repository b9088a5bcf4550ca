-- Other days than the study's own: which facilities count on them, and what targets ask of them.

-- A facility counts from a day on and until another (from <= day < until); from is NULL for one that counts on no day. This is the one place of
-- the rule: an open one counts from its opening, ever since where the day is not known; a planned one from the day it is to open, without a
-- day on none; one that closed until the day it did, without a day on none.
ALTER TABLE facility ADD COLUMN counts_from TEXT AS (
    CASE status WHEN 'open' THEN coalesce(opened, '')
                WHEN 'planned' THEN opened
                ELSE iif(closed IS NULL, NULL, coalesce(opened, '')) END) VIRTUAL;
ALTER TABLE facility ADD COLUMN counts_until TEXT AS (coalesce(closed, '9999-12-31')) VIRTUAL;

-- The days beside as_of that are looked at: 31 December of the study's `trend` years, and of the years of targets that lie ahead.
CREATE TABLE trend_day (
    day TEXT PRIMARY KEY,        -- YYYY-MM-DD
    asked INTEGER NOT NULL CHECK (asked = 0 OR asked = 1) -- 1: a year of `trend`; 0: for what planned facilities will make of a target
) WITHOUT ROWID;
-- What targets ask, as far as further days need it. A word that a target leaves out has the default that a target has; mode '' is any.
CREATE TABLE trend_asked (
    indicator TEXT NOT NULL,
    types TEXT NOT NULL,
    group_code TEXT NOT NULL,
    mode TEXT NOT NULL,
    limit_min REAL NOT NULL,
    variant TEXT NOT NULL,
    walked INTEGER NOT NULL CHECK (walked = 0 OR walked = 1), -- 1: it hangs on who reaches what
    PRIMARY KEY (indicator, types, group_code, mode, limit_min, variant)
) WITHOUT ROWID;
-- The figures that targets ask, on every day of trend_day and on as_of. Columns as in indicator_value.
CREATE TABLE trend_value (
    day TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region,
    indicator TEXT NOT NULL,
    types TEXT NOT NULL,
    group_code TEXT NOT NULL,
    mode TEXT NOT NULL,
    limit_min REAL NOT NULL,
    variant TEXT NOT NULL,
    value REAL, numerator REAL, denominator REAL,
    missing INTEGER NOT NULL,
    low REAL, high REAL,
    PRIMARY KEY (day, indicator, types, group_code, mode, limit_min, variant, region_id)
) WITHOUT ROWID;

-- The types whose every facility is to have its catchment kept: by circles too, and on every day of trend_day. Filled by those who read them.
CREATE TABLE catchment_wanted (type_id INTEGER PRIMARY KEY REFERENCES facility_type) WITHOUT ROWID;
-- Their facilities, where they are, as in reach_facility. A circle's catchment is kept under its places instead of its doors.
CREATE TABLE catchment_facility (
    facility_id INTEGER PRIMARY KEY REFERENCES facility,
    places BLOB NOT NULL,
    doors BLOB NOT NULL
);
