-- People who reach so many facilities.
-- params: :set_id set, :group_id group, :measure_id measure, :limit_min minutes, :facilities 0 to 5, :region_id region,
--   :people_micro millionths of people
-- reads: none
-- writes: scratch_reaching
INSERT INTO scratch_reaching (set_id, group_id, measure_id, limit_min, facilities, region_id, people_micro)
VALUES (:set_id, :group_id, :measure_id, :limit_min, :facilities, :region_id, :people_micro)
