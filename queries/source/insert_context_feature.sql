-- A river, railway or expressway for maps.
-- params: :kind text, :name text, :wkb WGS-84, :input_id id
-- reads: none
-- writes: context_feature
INSERT INTO context_feature (kind, name, wkb, input_id) VALUES (:kind, :name, :wkb, :input_id);
