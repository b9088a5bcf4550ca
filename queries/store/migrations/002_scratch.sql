-- Workbench of the indicators: filled and emptied within one stage, so that every indicator reads sums that were made once. Rows for every
-- region of every level, for nobody too; people in millionths.
-- The sets that are reported.
CREATE TABLE scratch_set (set_id INTEGER PRIMARY KEY REFERENCES type_set);
CREATE TABLE scratch_people (
    region_id INTEGER NOT NULL REFERENCES region,
    group_id INTEGER NOT NULL REFERENCES people_group,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (region_id, group_id)
) WITHOUT ROWID;
-- People whose nearest facility of the set is within the limit.
CREATE TABLE scratch_covered (
    set_id INTEGER NOT NULL REFERENCES type_set,
    group_id INTEGER NOT NULL REFERENCES people_group,
    measure_id INTEGER NOT NULL REFERENCES measure,
    limit_min REAL NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (set_id, group_id, measure_id, limit_min, region_id)
) WITHOUT ROWID;
-- The walk to the nearest. Its sum over people is kept as whole metres and the millimetres left over: no province overflows it.
CREATE TABLE scratch_time (
    set_id INTEGER NOT NULL REFERENCES type_set,
    group_id INTEGER NOT NULL REFERENCES people_group,
    measure_id INTEGER NOT NULL REFERENCES measure,
    region_id INTEGER NOT NULL REFERENCES region,
    people_micro INTEGER NOT NULL,  -- those who have one within the horizon
    people_m INTEGER NOT NULL, people_mm INTEGER NOT NULL,
    median_min REAL, p90_min REAL,  -- NULL: falls among those who have none, or nobody lives here
    PRIMARY KEY (set_id, group_id, measure_id, region_id)
) WITHOUT ROWID;
-- People by how many facilities of the set they reach within the largest limit: 0 to 4, and 5 for five or more.
CREATE TABLE scratch_reaching (
    set_id INTEGER NOT NULL REFERENCES type_set,
    group_id INTEGER NOT NULL REFERENCES people_group,
    measure_id INTEGER NOT NULL REFERENCES measure,
    limit_min REAL NOT NULL,
    facilities INTEGER NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region,
    people_micro INTEGER NOT NULL,
    PRIMARY KEY (set_id, group_id, measure_id, limit_min, facilities, region_id)
) WITHOUT ROWID;
