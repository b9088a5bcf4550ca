-- Where homes meet the streets.
-- params: :rows demand_id, edge_id or null, offset_mm or null, leg_mm, status, blocked
-- reads: lc_rows
-- writes: demand_join
INSERT INTO demand_join (demand_id, edge_id, offset_mm, leg_mm, status, blocked)
SELECT c0, c1, c2, c3, c4, c5 FROM lc_rows(:rows);
