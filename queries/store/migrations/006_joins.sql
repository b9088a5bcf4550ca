-- A barrier (context_feature.blocks) may keep a place from the nearest street: it joins a farther one, or none. The tables are made anew, because
-- their checks asked with IN (see 003); the stage `join` fills them.
DROP TABLE demand_join;
DROP TABLE facility_join;
-- Where demand and entrances meet the streets.
CREATE TABLE demand_join (
    demand_id INTEGER PRIMARY KEY REFERENCES demand,
    edge_id INTEGER,             -- NULL: unsnapped
    offset_mm INTEGER,           -- real length from from_node
    leg_mm INTEGER,              -- the straight leg; also told for unsnapped ones when known
    status TEXT NOT NULL CHECK (status = 'ok' OR status = 'far' OR status = 'unsnapped'),
    blocked INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE facility_join (
    facility_id INTEGER NOT NULL REFERENCES facility,
    entrance_no INTEGER NOT NULL,
    edge_id INTEGER, offset_mm INTEGER, leg_mm INTEGER,
    status TEXT NOT NULL CHECK (status = 'ok' OR status = 'far' OR status = 'unsnapped'),
    blocked INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (facility_id, entrance_no)
) WITHOUT ROWID;
