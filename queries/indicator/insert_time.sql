-- The walk to the nearest, summed and ranked.
-- params: :rows set, group, measure, region, millionths of people, those times metres and times left-over millimetres, median and 90th percentile
--   (minutes)
-- reads: lc_rows
-- writes: scratch_time
INSERT INTO scratch_time (set_id, group_id, measure_id, region_id, people_micro, people_m, people_mm, median_min, p90_min)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM lc_rows(:rows)
