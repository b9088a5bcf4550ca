-- The figures of groups in units, as read.
-- params: :rows unit_id, group_id, people_micro (millionths of people)
-- reads: lc_rows
-- writes: unit_people
INSERT INTO unit_people (unit_id, group_id, people_micro) SELECT c0, c1, c2 FROM lc_rows(:rows);
