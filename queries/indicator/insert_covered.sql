-- People covered within a limit.
-- params: :rows set, group, measure, limit (minutes), region, millionths of people
-- reads: lc_rows
-- writes: scratch_covered
INSERT INTO scratch_covered (set_id, group_id, measure_id, limit_min, region_id, people_micro)
SELECT c0, c1, c2, c3, c4, c5 FROM lc_rows(:rows)
