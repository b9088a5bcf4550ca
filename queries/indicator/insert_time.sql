-- The walk to the nearest, summed and ranked.
-- params: :set_id set, :group_id group, :measure_id measure, :region_id region, :people_micro millionths of people, :people_m and :people_mm
--   millionths of people times metres and left-over millimetres, :median_min minutes, :p90_min minutes
-- reads: none
-- writes: scratch_time
INSERT INTO scratch_time (set_id, group_id, measure_id, region_id, people_micro, people_m, people_mm, median_min, p90_min)
VALUES (:set_id, :group_id, :measure_id, :region_id, :people_micro, :people_m, :people_mm, :median_min, :p90_min)
