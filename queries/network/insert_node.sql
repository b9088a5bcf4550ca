-- Nodes of the graph.
-- params: :rows node_id from 0, lon_deg, lat_deg, component (0 is the largest), kind, wait_s
-- reads: lc_rows
-- writes: net_node
INSERT INTO net_node (node_id, lon_deg, lat_deg, component, kind, wait_s)
SELECT c0, c1, c2, c3, c4, c5 FROM lc_rows(:rows);
