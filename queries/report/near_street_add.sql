-- Adds what lies in some squares: c0 the type, c1 and c2 the square, c3 its pieces.
-- params: :rows
-- reads: lc_rows
-- writes: none
INSERT INTO near_street (type_id, tile_y, tile_x, pieces) SELECT c0, c1, c2, c3 FROM lc_rows(:rows);
