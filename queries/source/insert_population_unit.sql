-- A row of a population file.
-- params: :unit_id id, :input_id id, :row_no row, :code text, :name text
-- reads: none
-- writes: population_unit
INSERT INTO population_unit (unit_id, input_id, row_no, code, name)
VALUES (:unit_id, :input_id, :row_no, :code, :name);
