-- Where one home meets the streets.
-- params: :demand_id id, :edge_id id or null, :offset_mm millimetres or null, :leg_mm millimetres, :status text, :blocked 0/1
-- reads: none
-- writes: demand_join
INSERT INTO demand_join (demand_id, edge_id, offset_mm, leg_mm, status, blocked)
VALUES (:demand_id, :edge_id, :offset_mm, :leg_mm, :status, :blocked);
