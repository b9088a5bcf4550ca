-- Where entrances meet the streets.
-- params: :rows facility_id, entrance_no from 0, edge_id or null, offset_mm or null, leg_mm, status, blocked
-- reads: lc_rows
-- writes: facility_join
INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, status, blocked)
SELECT c0, c1, c2, c3, c4, c5, c6 FROM lc_rows(:rows);
