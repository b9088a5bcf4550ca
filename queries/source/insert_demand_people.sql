-- People of groups at points.
-- params: :rows demand_id, group_id, people_micro (millionths of people)
-- reads: lc_rows
-- writes: demand_people
INSERT INTO demand_people (demand_id, group_id, people_micro) SELECT c0, c1, c2 FROM lc_rows(:rows);
