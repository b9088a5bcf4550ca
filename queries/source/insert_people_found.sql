-- People of a group that a file has in a region.
-- params: :input_id id, :group_id id, :region_id id, :people_micro millionths of people
-- reads: none
-- writes: people_found
INSERT INTO people_found (input_id, group_id, region_id, people_micro) VALUES (:input_id, :group_id, :region_id, :people_micro);
