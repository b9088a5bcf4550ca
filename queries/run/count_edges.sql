-- How many rows net_edge has.
-- params: none
-- reads: net_edge
-- writes: none
SELECT count(*) FROM net_edge;
