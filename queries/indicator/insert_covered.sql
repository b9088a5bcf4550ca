-- People covered within a limit.
-- params: :set_id set, :group_id group, :measure_id measure, :limit_min minutes, :region_id region, :people_micro millionths of people
-- reads: none
-- writes: scratch_covered
INSERT INTO scratch_covered (set_id, group_id, measure_id, limit_min, region_id, people_micro)
VALUES (:set_id, :group_id, :measure_id, :limit_min, :region_id, :people_micro)
