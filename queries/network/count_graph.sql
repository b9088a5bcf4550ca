-- How many nodes and edges the graph has, and how many vertices its edges.
-- params: none
-- reads: net_node, net_edge
-- writes: none
SELECT (SELECT COUNT(*) FROM net_node), COUNT(*), COALESCE(SUM(length(xy) / 16), 0) FROM net_edge;
