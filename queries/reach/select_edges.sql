-- The street pieces of the graph, with their shape and what is lost on them.
-- params: none
-- reads: net_edge
-- writes: none
SELECT edge_id, from_node, to_node, length_mm, steps, foot_forward, foot_backward, xy, ends_only, kind, wait_s, slope_forward, slope_backward
FROM net_edge
ORDER BY edge_id;
