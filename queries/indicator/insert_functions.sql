-- People by what they reach of a function list, in one region.
-- params: :list_id list, :limit_min minutes, :measure_id measure, :group_id group, :part text, :number of the part, :region_id region,
--   :people_micro millionths of people
-- reads: none
-- writes: scratch_functions
INSERT INTO scratch_functions (list_id, limit_min, measure_id, group_id, part, number, region_id, people_micro)
VALUES (:list_id, :limit_min, :measure_id, :group_id, :part, :number, :region_id, :people_micro)
