-- Forgets the edges of the graph made before.
-- params: none
-- reads: none
-- writes: net_edge
DELETE FROM net_edge;
