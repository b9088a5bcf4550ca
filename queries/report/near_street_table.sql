-- The street pieces within walking reach of a type at the largest limit, by squares of the ground: pairs of ends, four doubles each, by the place
-- of the first. Lives in the connection, filled type by type.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE near_street (
    type_id INTEGER NOT NULL, tile_y INTEGER NOT NULL, tile_x INTEGER NOT NULL, pieces BLOB NOT NULL, PRIMARY KEY (type_id, tile_y, tile_x)
) WITHOUT ROWID;
