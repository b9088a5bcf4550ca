-- The parts of the network that do not hang together: pieces and length of the largest, and of all the others.
-- params: none
-- reads: net_edge, net_node
-- writes: none
SELECT n.component > 0 AS islet, COUNT(DISTINCT n.component), COUNT(*), TOTAL(e.length_mm) / 1e6
FROM net_edge AS e
JOIN net_node AS n ON n.node_id = e.from_node
GROUP BY islet
ORDER BY islet;
