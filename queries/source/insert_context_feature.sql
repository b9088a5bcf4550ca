-- A river, railway, expressway or wall, for maps and for legs that may not cross it.
-- params: :kind text, :name text, :wkb WGS-84, :input_id id, :blocks 0/1
-- reads: none
-- writes: context_feature
INSERT INTO context_feature (kind, name, wkb, input_id, blocks) VALUES (:kind, :name, :wkb, :input_id, :blocks);
