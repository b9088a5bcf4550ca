-- Every street piece with the component it lies in, in the order of its number.
-- params: none
-- reads: net_edge, net_node
-- writes: none
SELECT e.edge_id, n.component, e.length_mm, e.xy
FROM net_edge AS e JOIN net_node AS n ON n.node_id = e.from_node
ORDER BY e.edge_id;
