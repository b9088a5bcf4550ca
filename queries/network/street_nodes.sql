-- What stops or delays people at nodes of streets.
-- params: none
-- reads: street_node
-- writes: none
SELECT node_id, kind, passes, wait_s FROM street_node ORDER BY street_node_id;
