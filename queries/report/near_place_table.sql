-- The facilities in use by squares of the ground (lc_near_tile), with the radius of their service circle at the largest limit. Lives in the
-- connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE near_place (
    tile_y INTEGER NOT NULL, tile_x INTEGER NOT NULL, facility_id INTEGER NOT NULL, type_id INTEGER NOT NULL,
    lon_deg REAL NOT NULL, lat_deg REAL NOT NULL, radius_m REAL, PRIMARY KEY (tile_y, tile_x, facility_id)
) WITHOUT ROWID;
