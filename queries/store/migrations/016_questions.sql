-- More of the workbench (see 002): what targets ask, where the study wants indicators for its targets alone. A set may be asked for as the larger
-- one (among), too.
CREATE TABLE scratch_question (
    indicator TEXT NOT NULL,
    types TEXT NOT NULL,       -- code of a set; '' for none
    group_code TEXT NOT NULL,
    covered INTEGER NOT NULL,  -- 1: its file reads scratch_covered, so the walks to the set are summed for the group
    timed INTEGER NOT NULL,    -- 1: it reads scratch_time
    reaching INTEGER NOT NULL, -- 1: it reads scratch_reaching
    PRIMARY KEY (indicator, types, group_code)
) WITHOUT ROWID;
-- Every facility of scratch_inside with the sets that it is of, in the order in which sums over sets and regions are made.
CREATE TABLE scratch_held (
    set_id INTEGER NOT NULL REFERENCES type_set,
    region_id INTEGER NOT NULL REFERENCES region,
    type_id INTEGER NOT NULL REFERENCES facility_type,
    facility_id INTEGER NOT NULL REFERENCES facility,
    PRIMARY KEY (set_id, region_id, type_id, facility_id)
) WITHOUT ROWID;
