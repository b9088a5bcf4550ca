-- Forgets the nodes of the graph made before; its edges are gone already.
-- params: none
-- reads: none
-- writes: net_node
DELETE FROM net_node;
