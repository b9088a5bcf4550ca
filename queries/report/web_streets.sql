-- The streets as they are walked: the places along each piece.
-- params: none
-- reads: net_edge
-- writes: none
SELECT xy FROM net_edge ORDER BY edge_id;
