-- A parameter of the run.
-- params: :name text, :value text
-- reads: none
-- writes: parameter
INSERT OR REPLACE INTO parameter (name, value) VALUES (:name, :value);
