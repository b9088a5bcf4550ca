-- A node of a walkable street that stops or delays.
-- params: :input_id id, :node_id one of a street's node_ids, :kind text, :passes 0 or 1, :wait_s seconds, :rule id, :lon_deg degrees, :lat_deg degrees
-- reads: none
-- writes: street_node
INSERT INTO street_node (input_id, node_id, kind, passes, wait_s, rule, lon_deg, lat_deg)
VALUES (:input_id, :node_id, :kind, :passes, :wait_s, :rule, :lon_deg, :lat_deg);
