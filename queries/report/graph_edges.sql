-- The street pieces, with the ways they come from.
-- params: none
-- reads: net_edge, street
-- writes: none
SELECT e.edge_id, e.from_node, e.to_node, e.length_mm, e.steps, e.foot_forward, e.foot_backward, s.source_id
FROM net_edge e JOIN street s USING (street_id)
ORDER BY e.edge_id;
