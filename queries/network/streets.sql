-- Every street that somebody may walk, with its line as WKB and its nodes, by id: the order that makes runs repeatable.
-- params: none
-- reads: street
-- writes: none
SELECT street_id, steps, foot_forward, foot_backward, node_ids, AsBinary(geom), access, kind, wait_s
FROM street
WHERE (foot_forward OR foot_backward) AND access <> 'none'
ORDER BY street_id;
