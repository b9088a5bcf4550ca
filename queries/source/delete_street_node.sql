-- Empties the nodes that stop or delay before their stage fills it anew.
-- params: none
-- reads: none
-- writes: street_node
DELETE FROM street_node;
