-- Where time is lost at a node: gates, crossings, lifts.
-- params: none
-- reads: net_node
-- writes: none
SELECT node_id, kind, wait_s FROM net_node WHERE kind <> '' OR wait_s > 0 ORDER BY node_id;
