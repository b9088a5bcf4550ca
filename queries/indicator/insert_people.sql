-- People of a group in a region.
-- params: :region_id region, :group_id group, :people_micro millionths of people
-- reads: none
-- writes: scratch_people
INSERT INTO scratch_people (region_id, group_id, people_micro) VALUES (:region_id, :group_id, :people_micro)
