-- A street as read, walkable or not.
-- params: :input_id id, :source_id id, :class text, :name text, :steps 0 or 1, :foot_forward 0 or 1, :foot_backward 0 or 1, :rule id, :access through, ends or none, :kind text, :wait_s seconds, :node_ids int64 little endian, :wkb WGS-84 line
-- reads: none
-- writes: street
INSERT INTO street (input_id, source_id, class, name, steps, foot_forward, foot_backward, rule, access, kind, wait_s, node_ids, geom)
VALUES (:input_id, :source_id, :class, :name, :steps, :foot_forward, :foot_backward, COALESCE(:rule, ''), COALESCE(:access, 'through'), COALESCE(:kind, 'plain'),
    COALESCE(:wait_s, 0), :node_ids, GeomFromWKB(:wkb, 4326));
