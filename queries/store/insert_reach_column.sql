-- One packed column.
-- params: :measure_id, :type_id, :part word, :limit_id of a count, else 0, :packed blob
-- reads: none
-- writes: reach_column
INSERT INTO reach_column (measure_id, type_id, part, limit_id, packed) VALUES (:measure_id, :type_id, :part, :limit_id, :packed)
