-- The gaps of each region, and which target they are about. Lives in the connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE region_gap (
    region_id INTEGER NOT NULL, target_id INTEGER NOT NULL, gap_id INTEGER NOT NULL, PRIMARY KEY (region_id, target_id, gap_id)
) WITHOUT ROWID;
