-- The street pieces of the graph, with their shape.
-- params: none
-- reads: net_edge
-- writes: none
SELECT edge_id, from_node, to_node, length_mm, steps, foot_forward, foot_backward, xy
FROM net_edge
ORDER BY edge_id;
