-- Street pieces between two nodes each.
-- params: :rows edge_id from 0, street_id, from_node, to_node, length_mm, steps 0/1, foot_forward 0/1, foot_backward 0/1, ends_only 0/1, kind, wait_s, slope_forward, slope_backward, xy doubles
-- reads: lc_rows
-- writes: net_edge
INSERT INTO net_edge (edge_id, street_id, from_node, to_node, length_mm, steps, foot_forward, foot_backward, ends_only, kind, wait_s,
                      slope_forward, slope_backward, xy)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 FROM lc_rows(:rows);
