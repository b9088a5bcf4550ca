-- People who reach so many facilities.
-- params: :rows set, group, measure, limit (minutes), facilities (0 to 5), region, millionths of people
-- reads: lc_rows
-- writes: scratch_reaching
INSERT INTO scratch_reaching (set_id, group_id, measure_id, limit_min, facilities, region_id, people_micro)
SELECT c0, c1, c2, c3, c4, c5, c6 FROM lc_rows(:rows)
