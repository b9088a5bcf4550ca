-- One street piece between two nodes.
-- params: :edge_id from 0, :street_id id, :from_node id, :to_node id, :length_mm millimetres, :steps 0/1, :foot_forward 0/1, :foot_backward 0/1, :ends_only 0/1, :kind text, :wait_s seconds, :slope_forward factor, :slope_backward factor, :xy doubles
-- reads: none
-- writes: net_edge
INSERT INTO net_edge (edge_id, street_id, from_node, to_node, length_mm, steps, foot_forward, foot_backward, ends_only, kind, wait_s,
                      slope_forward, slope_backward, xy)
VALUES (:edge_id, :street_id, :from_node, :to_node, :length_mm, :steps, :foot_forward, :foot_backward, :ends_only, :kind, :wait_s,
        :slope_forward, :slope_backward, :xy);
