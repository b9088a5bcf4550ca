-- A limit of walking time.
-- params: :limit_id, :limit_min minutes
-- reads: none
-- writes: reach_limit
INSERT INTO reach_limit (limit_id, limit_min) VALUES (:limit_id, :limit_min);
