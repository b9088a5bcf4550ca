-- How many nodes the graph has; they are numbered from 0 without gaps.
-- params: none
-- reads: net_node
-- writes: none
SELECT COALESCE(MAX(node_id) + 1, 0) FROM net_node;
