-- The street pieces, with the ways they come from and what a walk over them takes beside their length.
-- params: none
-- reads: net_edge, street
-- writes: none
SELECT e.edge_id, e.from_node, e.to_node, e.length_mm, e.steps, e.foot_forward, e.foot_backward, s.source_id,
       e.ends_only, e.kind, e.wait_s, e.slope_forward, e.slope_backward
FROM net_edge e JOIN street s USING (street_id)
ORDER BY e.edge_id;
