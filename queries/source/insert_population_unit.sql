-- Rows of a population file.
-- params: :rows unit_id, input_id, row_no, code, name, region_said
-- reads: lc_rows
-- writes: population_unit
INSERT INTO population_unit (unit_id, input_id, row_no, code, name, region_said) SELECT c0, c1, c2, c3, c4, c5 FROM lc_rows(:rows);
