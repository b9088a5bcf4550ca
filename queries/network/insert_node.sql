-- One node of the graph.
-- params: :node_id from 0, :lon_deg degrees, :lat_deg degrees, :component 0 is the largest, :kind text, :wait_s seconds
-- reads: none
-- writes: net_node
INSERT INTO net_node (node_id, lon_deg, lat_deg, component, kind, wait_s)
VALUES (:node_id, :lon_deg, :lat_deg, :component, :kind, :wait_s);
