-- SQLite answers IN with three words or more from a table that it makes for every row; OR spares a large study seconds.

-- What the foot rules said of a street. A street that nobody may walk stays, with both directions 0 and access 'none', so that it can be
-- explained and counted; 'ends' is walked only where a walk begins or ends (private drives, gated compounds).
ALTER TABLE street ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE street ADD COLUMN access TEXT NOT NULL DEFAULT 'through' CHECK (access = 'through' OR access = 'ends' OR access = 'none');
ALTER TABLE street ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain'
    CHECK (kind = 'plain' OR kind = 'steps' OR kind = 'elevator' OR kind = 'crossing' OR kind = 'ferry' OR kind = 'area');
ALTER TABLE street ADD COLUMN wait_s REAL NOT NULL DEFAULT 0; -- lost once on the street, whoever walks it (a ferry's crossing)
-- Nodes of streets that stop or delay: barriers, crossings, lifts. node_id is one of street.node_ids.
CREATE TABLE street_node (
    street_node_id INTEGER PRIMARY KEY,
    input_id INTEGER NOT NULL REFERENCES input,
    node_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'barrier' OR kind = 'gate' OR kind = 'crossing' OR kind = 'elevator'),
    passes INTEGER NOT NULL,     -- 0: streets end there, on both sides
    wait_s REAL NOT NULL,        -- lost by whoever passes; what a profile adds to crossings and lifts is not in it
    rule TEXT NOT NULL,
    lon_deg REAL NOT NULL, lat_deg REAL NOT NULL
);
CREATE INDEX street_node_of_node ON street_node (node_id);
-- The same on the graph. Slopes are what the climb makes of the time: 1 on the level, 2 twice as long; from from_node to to_node and back.
ALTER TABLE net_node ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind = '' OR kind = 'gate' OR kind = 'crossing' OR kind = 'elevator');
ALTER TABLE net_node ADD COLUMN wait_s REAL NOT NULL DEFAULT 0;
ALTER TABLE net_edge ADD COLUMN ends_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE net_edge ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain';
ALTER TABLE net_edge ADD COLUMN wait_s REAL NOT NULL DEFAULT 0;
ALTER TABLE net_edge ADD COLUMN slope_forward REAL NOT NULL DEFAULT 1;
ALTER TABLE net_edge ADD COLUMN slope_backward REAL NOT NULL DEFAULT 1;
-- A feature that the straight leg to a street may not cross.
ALTER TABLE context_feature ADD COLUMN blocks INTEGER NOT NULL DEFAULT 0;
-- What a walking profile loses or cannot do.
ALTER TABLE profile ADD COLUMN crossing_s REAL NOT NULL DEFAULT 0;
ALTER TABLE profile ADD COLUMN elevator_s REAL NOT NULL DEFAULT 0;
ALTER TABLE profile ADD COLUMN step_free INTEGER NOT NULL DEFAULT 0;
ALTER TABLE profile ADD COLUMN slope INTEGER NOT NULL DEFAULT 0;
