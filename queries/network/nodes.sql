-- Every node of the graph, in the order of its number.
-- params: none
-- reads: net_node
-- writes: none
SELECT node_id, lon_deg, lat_deg, kind, wait_s FROM net_node ORDER BY node_id;
