-- Every street piece, in the order of its number.
-- params: none
-- reads: net_edge
-- writes: none
SELECT edge_id, from_node, to_node, xy, street_id, steps, foot_forward, foot_backward, ends_only, kind, wait_s, slope_forward,
       slope_backward
FROM net_edge
ORDER BY edge_id;
