-- People of a group in a region.
-- params: :rows region, group, millionths of people
-- reads: lc_rows
-- writes: scratch_people
INSERT INTO scratch_people (region_id, group_id, people_micro) SELECT c0, c1, c2 FROM lc_rows(:rows)
