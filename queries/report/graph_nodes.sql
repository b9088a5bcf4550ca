-- The nodes of the street graph, with what stands there and how long everybody waits.
-- params: none
-- reads: net_node
-- writes: none
SELECT node_id, printf('%.8f', lon_deg) AS lon, printf('%.8f', lat_deg) AS lat, component, kind, wait_s FROM net_node ORDER BY node_id;
